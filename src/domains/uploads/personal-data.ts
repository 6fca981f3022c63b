import { sql } from 'kysely'
import type { PersonalDataExporter, PersonEraser } from '../accounts/index.ts'

/** Every version a person handed in, with its receipt. */
export const uploadsExporter: PersonalDataExporter = {
  name: 'submissions',
  async collect(reader, personId) {
    const { rows } = await sql`
      select version, state, answers, submitted_at, receipt, receipt_sha256 from submission
      where submitted_by = ${personId} order by submitted_at`.execute(reader)
    return rows
  },
}

/** Drafts go. What was handed in stands behind results and stays, under the entry's number; its files go with media. */
export const uploadsEraser: PersonEraser = {
  name: 'uploads',
  async erase(tx, personId) {
    await sql`delete from submission_draft d using entry e where e.id = d.entry_id and e.person_id = ${personId}`.execute(
      tx,
    )
  },
}
