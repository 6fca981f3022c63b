import { sql } from 'kysely'
import type { PersonalDataExporter, PersonEraser } from '../accounts/index.ts'
import { entriesOfPerson } from './queries.ts'
import { openAnswers } from './sealed-answers.ts'

/** A person's entries with every answer, personal ones opened. */
export const entriesExporter: PersonalDataExporter = {
  name: 'entries',
  async collect(reader, personId, app) {
    const entries = await entriesOfPerson(reader, personId)
    const { rows } = await sql<{ id: string; sealed: Buffer | null }>`select id, sealed_answers as sealed from entry
      where person_id = ${personId}`.execute(reader)
    const sealed = new Map(rows.map(row => [row.id, row.sealed]))
    return entries.map(entry => ({
      ...entry,
      personalAnswers: openAnswers(app.secrets, entry.id, sealed.get(entry.id) ?? null),
    }))
  },
}

/** Answers go; the entry stays under its number, for results and money refer to it. */
export const entriesEraser: PersonEraser = {
  name: 'entries',
  async erase(tx, personId) {
    await sql`update entry set answers = '{}'::jsonb, sealed_answers = null where person_id = ${personId}`.execute(tx)
    await sql`delete from entry_draft where person_id = ${personId}`.execute(tx)
  },
}
