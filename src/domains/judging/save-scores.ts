import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { type Mistake, refuse } from '../../kernel/errors.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { type ScoringRules, type Segment, sheetProgress } from '../scoring/index.ts'
import { can } from './policy.ts'
import { judgedAspects, lockedSheet, type Panel, panelById, rulesOfPanel, seatById, type Sheet } from './queries.ts'

export interface ScoreChange {
  aspect: string
  occurrence: string
  value: string | null
  comment: string
  /** The writer's counter, decimal text. */
  sequence: string
}

/** A judge's own sheet, locked, with its panel; not-found for anybody else. */
export async function ownSheet(tx: Tx, sheetId: string, person: Person): Promise<{ sheet: Sheet; panel: Panel }> {
  const sheet = await lockedSheet(tx, sheetId)
  authorise(can.judge(person, await seatById(tx, sheet.seatId)), 'kernel.not-found')
  return { sheet, panel: found(await panelById(tx, sheet.panelId)) }
}

export function refuseUnlessWritable(sheet: Sheet, panel: Panel): void {
  if (panel.state !== 'open') throw refuse('judging.panel-not-open')
  if (!['assigned', 'draft', 'returned'].includes(sheet.state))
    throw refuse('judging.sheet-closed', { state: sheet.state })
}

/** Every change must name an aspect this panel scores and a mark its scale has. */
function mistakesIn(rules: ScoringRules, segment: Segment, panel: Panel, changes: readonly ScoreChange[]): Mistake[] {
  const aspects = new Map(judgedAspects(panel, segment).map(aspect => [aspect.id, aspect]))
  const once = new Set(
    segment.criteria
      .filter(criterion => !criterion.attempts)
      .flatMap(criterion => criterion.aspects)
      .filter(aspect => !aspect.occurrences)
      .map(aspect => aspect.id),
  )
  return changes.flatMap((change, index): Mistake[] => {
    const aspect = aspects.get(change.aspect)
    if (!aspect || (change.occurrence !== '' && once.has(change.aspect)))
      return [{ path: `changes.${index}.aspect`, code: 'judging.unknown-aspect', params: { aspect: change.aspect } }]
    if (change.value === null) return []
    const { mistakes } = sheetProgress(rules, [{ ...change, value: change.value }], { segment: segment.id })
    return mistakes.map(wrong => ({ path: `changes.${index}.value`, code: wrong.code, params: wrong.params }))
  })
}

/** Saves a judge's changes; the first one makes an assigned sheet a draft. Returns the sheet's new revision. */
export async function saveScores(
  tx: Tx,
  input: { sheetId: string; changes: readonly ScoreChange[]; remark?: string | undefined },
  person: Person,
  now: Date,
): Promise<{ revision: number; state: Sheet['state'] }> {
  const { sheet, panel } = await ownSheet(tx, input.sheetId, person)
  refuseUnlessWritable(sheet, panel)
  const { rules, segment } = await rulesOfPanel(tx, panel)
  const mistakes = mistakesIn(rules, segment, panel, input.changes)
  if (mistakes.length > 0) throw refuse('judging.score-wrong', { count: mistakes.length }, mistakes)
  const rows = input.changes.map(change => ({ ...change, sheet_id: sheet.id }))
  await sql`insert into sheet_score (sheet_id, aspect, occurrence, value, comment, sequence, updated_at)
    select distinct on (aspect, occurrence) sheet_id, aspect, occurrence, value, comment, sequence, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(sheet_id uuid, aspect text, occurrence text, value text,
      comment text, sequence bigint)
    order by aspect, occurrence, sequence desc
    on conflict (sheet_id, aspect, occurrence) do update
      set value = excluded.value, comment = excluded.comment, sequence = excluded.sequence, updated_at = excluded.updated_at
      where sheet_score.sequence < excluded.sequence`.execute(tx)
  const state = sheet.state === 'assigned' ? 'draft' : sheet.state
  await sql`update score_sheet set state = ${state}, revision = revision + 1, updated_at = ${now},
      remark = coalesce(${input.remark ?? null}, remark) where id = ${sheet.id}`.execute(tx)
  return { revision: sheet.revision + 1, state }
}
