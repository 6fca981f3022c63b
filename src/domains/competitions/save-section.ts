import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { parseRules } from '../scoring/index.ts'
import { missingFrom } from './completeness.ts'
import { contentOf } from './load-content.ts'
import { can } from './policy.ts'
import { datesOf, lockedCompetition } from './queries.ts'
import type { Competition } from './rows.ts'
import type { Missing } from './sections.ts'
import type { SectionChange } from './staff-contract.ts'
import { writeSection } from './write-content.ts'

/**
 * Saves one section of a draft. The revision the editor last saw must still be the newest. Of a published competition only
 * the texts of the page may change this way, its address not; rules, schedule and places have commands that tell people.
 */
export async function saveSection(
  tx: Tx,
  actor: Person,
  competitionId: string,
  change: SectionChange,
  at: Date,
): Promise<{ revision: number; missing: Missing[] }> {
  const competition = await editableCompetition(tx, actor, competitionId, change.revision)
  if (competition.publishedAt !== null) {
    if (change.section !== 'basics') throw refuse('competitions.not-a-draft')
    if (change.content.slug !== competition.slug) throw refuse('competitions.not-a-draft', { path: 'slug' })
  }
  await write(tx, competitionId, change)
  const { rows } = await sql<{ revision: number }>`
    update competition set revision = revision + 1, updated_at = ${at} where id = ${competitionId} returning revision`.execute(
    tx,
  )
  if (competition.publishedAt !== null)
    await announce(tx, {
      name: 'competitions.texts-changed',
      at,
      organisationId: competition.organisationId,
      actorId: actor.id,
      subject: { type: 'competition', id: competitionId },
      payload: { competitionId },
    })
  return { revision: found(rows[0]).revision, missing: await missingNow(tx, competitionId, at) }
}

/** Locks, then checks in this order: visible to this person, allowed, not changed meanwhile. */
export async function editableCompetition(
  tx: Tx,
  actor: Person,
  competitionId: string,
  revision?: number,
): Promise<Competition> {
  const competition = await lockedCompetition(tx, competitionId)
  found(competition, can.readAsStaff(actor, competition))
  authorise(can.write(actor, competition))
  if (revision !== undefined && revision !== competition.revision)
    throw refuse('kernel.changed-meanwhile', { revision: competition.revision })
  return competition
}

/** What publication would still refuse, read back from what is stored. */
export async function missingNow(tx: Tx, competitionId: string, now: Date): Promise<Missing[]> {
  const competition = await lockedCompetition(tx, competitionId)
  return missingFrom(await contentOf(tx, competition), await datesOf(tx, competitionId), now)
}

async function write(tx: Tx, id: string, change: SectionChange): Promise<void> {
  switch (change.section) {
    case 'basics':
      return writeSection.basics(tx, id, change.content)
    case 'divisions':
      return writeSection.divisions(tx, id, change.content)
    case 'form':
      return writeSection.form(tx, id, change.content)
    case 'schedule':
      return writeSection.schedule(tx, id, change.content)
    case 'fee':
      return writeSection.fee(tx, id, change.content)
    case 'rules':
      refuseUnreadable(change.content.scoring)
      return writeSection.rules(tx, id, change.content)
    case 'prizes':
      return writeSection.prizes(tx, id, change.content)
  }
}

/** A rule set that the scoring engine cannot read is refused with its mistakes; `null` is an unfinished draft. */
export function refuseUnreadable(scoring: Record<string, unknown> | null): void {
  if (scoring === null) return
  const parsed = parseRules(scoring)
  if (parsed.ok) return
  throw refuse(
    'competitions.rules-wrong',
    { mistakes: parsed.mistakes.length },
    parsed.mistakes.slice(0, 50).map(mistake => ({
      path: `scoring.${mistake.at.path ?? ''}`,
      code: mistake.code,
      params: { ...mistake.params, ...mistake.at },
    })),
  )
}
