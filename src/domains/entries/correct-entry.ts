import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { competitionById } from '../competitions/index.ts'
import { claimFiles } from '../media/index.ts'
import type { CheckedAnswers } from './entry-context.ts'
import { recordHistory } from './history.ts'
import { limitsOf, moveEntry } from './move-entry.ts'
import { moveTrack } from './places.ts'
import { can } from './policy.ts'
import { lockedEntry } from './queries.ts'
import type { Entry } from './rows.ts'
import { sealAnswers } from './sealed-answers.ts'

export interface Correction extends CheckedAnswers {
  entryId: string
  entrantName: string
  affiliation: string
  formVersion: number
}

/** The entrant changes what they handed in: a returned entry goes back into review, one in review stays there. */
export async function correctEntry(app: App, tx: Tx, input: Correction, person: Person): Promise<Entry> {
  const now = app.clock.now()
  const entry = await lockedEntry(tx, input.entryId)
  authorise(can.correct(person, entry), 'kernel.not-found')
  const competition = found(await competitionById(tx, entry.competitionId))
  if (!['in-review', 'returned'].includes(entry.state)) throw refuse('entries.wrong-state', { state: entry.state })
  if (entry.correctBy !== null && now > entry.correctBy)
    throw refuse('entries.correction-too-late', { correctBy: { instant: entry.correctBy.toISOString() } })
  await sql`update entry set track_id = ${input.trackId}, entrant_name = ${input.entrantName}, affiliation = ${input.affiliation},
      answers = ${JSON.stringify(input.answers)}::jsonb, sealed_answers = ${sealAnswers(app.secrets, entry.id, input.personal)},
      form_version = ${input.formVersion}, updated_at = ${now}
    where id = ${entry.id}`.execute(tx)
  if (input.fileIds.length > 0)
    await claimFiles(tx, { fileIds: input.fileIds, ownerId: person.id, purpose: 'entry', subjectId: entry.id })
  await moveTrack(tx, await limitsOf(tx, competition), entry.trackId, input.trackId)
  const corrected: Entry = { ...entry, ...input, id: entry.id, updatedAt: now }
  const by = { byPersonId: person.id, at: now, action: 'corrected' } as const
  if (entry.state === 'returned') return moveEntry(tx, competition, corrected, { ...by, to: 'in-review' })
  await recordHistory(tx, [{ ...by, entryId: entry.id, fromState: entry.state, toState: entry.state }])
  return corrected
}
