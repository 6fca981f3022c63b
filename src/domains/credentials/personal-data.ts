import { sql } from 'kysely'
import { z } from 'zod'
import { uuid } from '../../kernel/contract.ts'
import { enqueue, job, onJob } from '../../kernel/jobs.ts'
import type { PersonalDataExporter, PersonEraser } from '../accounts/index.ts'
import { paperKey } from './files.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }

/** The certificates a person holds, each with the signed document itself. */
export const credentialsExporter: PersonalDataExporter = {
  name: 'certificates',
  async collect(reader, personId) {
    const held =
      await sql`select number, kind, subject_name as name, achievement, document, state, issued_at, revoked_at
      from credential where subject_person_id = ${personId} order by issued_at`.execute(reader)
    return held.rows
  },
}

const forgetPaper = job('credentials.forget-paper', z.strictObject({ ids: z.array(uuid) }))

/** Removes drawn papers of erased credentials from the store. */
export const forgetPaperHandler = onJob(forgetPaper, async ({ ids }, app) => {
  for (const id of ids) await app.storage.remove(paperKey(id))
})

/**
 * A certificate names its holder in text that was signed, so it goes whole: revoked, its names, document and paper
 * removed. The number stays, so that the paper in somebody's hand is not taken for one that never was.
 */
export const credentialsEraser: PersonEraser = {
  name: 'certificates',
  async erase(tx, personId, at) {
    const reason = { 'zh-CN': zh.credentials.erased, en: en.credentials.erased }
    const erased = await sql<{ id: string; listId: string }>`
      update credential set state = 'revoked', revoked_at = coalesce(revoked_at, ${at}),
        revoke_reason = coalesce(revoke_reason, ${JSON.stringify(reason)}::jsonb), erased_at = ${at}, document = '{}',
        certificate = '{}', subject_name = '{"zh-CN": "", "en": ""}', subject_person_id = null
      where subject_person_id = ${personId} and erased_at is null
      returning id, status_list_id as "listId"`.execute(tx)
    if (erased.rows.length === 0) return
    const lists = [...new Set(erased.rows.map(row => row.listId))]
    await sql`update status_list set changed_at = greatest(changed_at, ${at}) where id = any(${lists}::uuid[])`.execute(
      tx,
    )
    await enqueue(tx, forgetPaper, { ids: erased.rows.map(row => row.id) })
  },
}
