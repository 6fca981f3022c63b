import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import { aPerson } from '../accounts/testing.ts'
import { aCompetition } from '../competitions/testing.ts'
import { aFile, mediaPorts } from '../media/testing.ts'
import { anOrganisation } from '../organisations/testing.ts'
import { type SubmissionWindow, syncWindows, windowsOf } from './windows.ts'
import { workFileGuard, workUploadRule } from './upload-rule.ts'

export { submitWork } from './submit-work.ts'

/** A confirmed entry of somebody, without the way there. */
export async function anEntrant(
  app: App,
  competition: { id: string; organisationId: string },
  given: { state?: string; person?: Person } = {},
): Promise<{ person: Person; entryId: string }> {
  const person = given.person ?? (await aPerson(app.db.kysely))
  const entryId = newId()
  const now = app.clock.now()
  await sql`insert into entry (id, competition_id, organisation_id, person_id, number, state, entrant_name, affiliation, answers,
      form_version, rules_version, entered_at, confirmed_at, updated_at, hold_expires_at)
    values (${entryId}, ${competition.id}, ${competition.organisationId}, ${person.id}, ${`T-${newCode(8)}`},
      ${given.state ?? 'confirmed'}, ${person.name}, 'Jianglan University', '{}', 1, 1, ${now}, ${now}, ${now}, ${now})`.execute(
    app.db.kysely,
  )
  return { person, entryId }
}

export interface WindowWithPeople {
  window: SubmissionWindow
  competitionId: string
  owner: Person
  person: Person
  entryId: string
}

/**
 * A running competition whose hand-in began two days ago and ends in three (loose files: three PDFs, pictures or archives
 * of 50 MiB; one text `work_title`), with its owner and one confirmed entrant.
 */
export async function aWindow(
  app: App,
  given: { fields?: object[]; scoring?: Record<string, unknown> } = {},
): Promise<WindowWithPeople> {
  mediaPorts({ rules: { work: workUploadRule }, guards: { work: workFileGuard } })
  const { id: organisationId, owner } = await anOrganisation(app)
  const competition = await app.db.transaction(tx =>
    aCompetition(tx, {
      organisationId,
      now: app.clock.now(),
      state: 'running',
      ...(given.scoring && { scoring: given.scoring }),
    }),
  )
  if (given.fields)
    await sql`update stage set work = jsonb_set(work, '{fields}', ${JSON.stringify(given.fields)}::jsonb)
      where competition_id = ${competition.id}`.execute(app.db.kysely)
  await app.db.transaction(tx => syncWindows(tx, competition.id, app.clock.now()))
  const [window] = await windowsOf(app.db.kysely, competition.id)
  if (!window) throw new Error('the competition has no hand-in')
  const { person, entryId } = await anEntrant(app, { id: competition.id, organisationId })
  return { window, competitionId: competition.id, owner, person, entryId }
}

/** A ready PDF of the person's, uploaded as work. */
export function aWorkFile(app: App, person: Person, name = 'report.pdf'): Promise<string> {
  return aFile(app, { ownerId: person.id, purpose: 'work', personal: true, name })
}
