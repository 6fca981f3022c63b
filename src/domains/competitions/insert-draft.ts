import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import type { DraftContent } from './sections.ts'
import { writeAll } from './write-content.ts'

const emptyText = JSON.stringify({ 'zh-CN': '', en: '' })

/** Writes a new draft with all its sections. A slug that is taken is refused. */
export async function insertDraft(
  tx: Tx,
  draft: {
    id: string
    organisationId: string
    format: string
    content: DraftContent
    createdBy: string | null
    at: Date
  },
): Promise<void> {
  const { content } = draft
  // The slug column is unique: until its section is written, the id stands in for it.
  await sql`insert into competition (id, organisation_id, slug, format, title, summary, body, facts, zone, refund, judging,
      created_by, created_at, updated_at)
    values (${draft.id}, ${draft.organisationId}, ${`draft-${draft.id}`}, ${draft.format}, ${emptyText}, ${emptyText},
      ${emptyText}, ${JSON.stringify(content.basics.facts)}, ${content.schedule.zone}, ${JSON.stringify(content.fee.refund)},
      ${JSON.stringify(content.prizes.judging)}, ${draft.createdBy}, ${draft.at}, ${draft.at})`.execute(tx)
  await writeAll(tx, draft.id, content)
}
