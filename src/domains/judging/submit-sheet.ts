import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { publish } from '../../kernel/realtime.ts'
import type { Person } from '../../kernel/policy.ts'
import { notify } from '../messaging/index.ts'
import {
  judgedAspects,
  measuredOf,
  type Panel,
  rulesOfPanel,
  scoresOfSheets,
  seatsOf,
  type Sheet,
  workById,
} from './queries.ts'
import { ownSheet, refuseUnlessWritable } from './save-scores.ts'

/** Hands a sheet in. Aspects with occurrences (elements, attempts) need a mark for every occurrence that was measured. */
export async function submitSheet(tx: Tx, sheetId: string, person: Person, now: Date): Promise<Date> {
  const { sheet, panel } = await ownSheet(tx, sheetId, person)
  refuseUnlessWritable(sheet, panel)
  const open = await openAspects(tx, sheet, panel)
  if (open.length > 0)
    throw refuse(
      'judging.sheet-incomplete',
      { count: open.length },
      open.map(aspect => ({ path: aspect, code: 'judging.mark-missing' })),
    )
  await sql`update score_sheet set state = 'submitted', submitted_at = ${now}, updated_at = ${now}, return_reason = null,
    revision = revision + 1 where id = ${sheet.id}`.execute(tx)
  await tellPanel(tx, panel, 'judging.sheet-submitted', sheet, person.id, now)
  return now
}

async function openAspects(tx: Tx, sheet: Sheet, panel: Panel): Promise<string[]> {
  const { segment } = await rulesOfPanel(tx, panel)
  const scores = await scoresOfSheets(tx, [sheet.id])
  const measured = await measuredOf(tx, [sheet.workId])
  const given = new Set(
    scores.filter(score => score.value !== null).map(score => `${score.aspect} ${score.occurrence}`),
  )
  return judgedAspects(panel, segment).flatMap(aspect => {
    const occurrences = [...new Set(measured.filter(one => one.aspect === aspect.id).map(one => one.occurrence))]
    const wanted =
      occurrences.length > 0
        ? occurrences
        : scores.filter(score => score.aspect === aspect.id).map(score => score.occurrence)
    const missing = (wanted.length > 0 ? wanted : ['']).filter(occurrence => !given.has(`${aspect.id} ${occurrence}`))
    return missing.map(occurrence => (occurrence ? `${aspect.id} ${occurrence}` : aspect.id))
  })
}

async function tellPanel(tx: Tx, panel: Panel, name: string, sheet: Sheet, by: string, now: Date): Promise<void> {
  await announce(tx, {
    name,
    at: now,
    actorId: by,
    organisationId: panel.organisationId,
    subject: { type: 'score_sheet', id: sheet.id },
    payload: { panelId: panel.id, workId: sheet.workId, seatId: sheet.seatId },
  })
  await publish(tx, `panel:${panel.id}`, { kind: name })
}

/** A judge gives a sheet up for a conflict of interest: recorded for good, and the lead judges are told to find another. */
export async function recuseSheet(
  tx: Tx,
  input: { sheetId: string; reason: string },
  person: Person,
  now: Date,
): Promise<void> {
  const { sheet, panel } = await ownSheet(tx, input.sheetId, person)
  if (sheet.state === 'locked' || sheet.state === 'recused' || panel.state === 'locked')
    throw refuse('judging.sheet-closed', { state: sheet.state })
  await sql`insert into judging_conflict (id, work_id, seat_id, source, reason, at)
    values (${newId()}, ${sheet.workId}, ${sheet.seatId}, 'declared', ${input.reason}, ${now})
    on conflict (work_id, seat_id) do nothing`.execute(tx)
  await sql`update score_sheet set state = 'recused', updated_at = ${now}, revision = revision + 1 where id = ${sheet.id}`.execute(
    tx,
  )
  await tellPanel(tx, panel, 'judging.sheet-recused', sheet, person.id, now)
  const leads = (await seatsOf(tx, panel.id)).filter(
    seat => seat.lead && seat.personId !== null && seat.personId !== person.id,
  )
  const work = await workById(tx, sheet.workId)
  await notify(tx, {
    personIds: leads.flatMap(seat => seat.personId ?? []),
    kind: 'judging.recused',
    params: { panel: panel.name, code: work?.blindCode ?? '' },
    link: `/judge/${panel.id}/progress`,
    at: now,
  })
}

/** The lead judge gives a sheet back with a reason. */
export async function returnSheet(
  tx: Tx,
  sheet: Sheet,
  panel: Panel,
  reason: string,
  person: Person,
  now: Date,
): Promise<void> {
  if (panel.state !== 'open') throw refuse('judging.panel-not-open')
  if (sheet.state !== 'submitted') throw refuse('judging.wrong-state', { state: sheet.state })
  await sql`update score_sheet set state = 'returned', submitted_at = null, return_reason = ${reason}, updated_at = ${now},
    revision = revision + 1 where id = ${sheet.id} and state = 'submitted'`.execute(tx)
  await tellPanel(tx, panel, 'judging.sheet-returned', sheet, person.id, now)
  const seat = (await seatsOf(tx, panel.id)).find(one => one.id === sheet.seatId)
  const work = await workById(tx, sheet.workId)
  await notify(tx, {
    personIds: seat?.personId ? [seat.personId] : [],
    kind: 'judging.returned',
    params: { panel: panel.name, code: work?.blindCode ?? '', reason },
    link: `/judge/${panel.id}`,
    at: now,
  })
}
