import { z } from 'zod'
import type { Reader } from '../../kernel/db.ts'
import type { TextParams } from '../../kernel/i18n.ts'
import type { Locale } from '../../kernel/policy.ts'
import type { NoticeView } from './contract.ts'
import { noticeWords } from './notify.ts'

const textParams: z.ZodType<TextParams> = z.record(
  z.string(),
  z.union([
    z.string(),
    z.number(),
    z.object({ 'zh-CN': z.string(), en: z.string() }),
    z.object({ instant: z.string() }),
    z.object({ currency: z.string(), minor: z.string() }),
  ]),
)

export async function noticesOf(
  reader: Reader,
  person: { id: string; zone: string },
  options: { locale: Locale; page: number; size: number; unreadOnly: boolean },
): Promise<{ rows: NoticeView[]; total: number; page: number; size: number }> {
  let all = reader.selectFrom('notice').where('person_id', '=', person.id)
  if (options.unreadOnly) all = all.where('read_at', 'is', null)
  const { total } = await all.select(eb => eb.fn.countAll<bigint>().as('total')).executeTakeFirstOrThrow()
  const rows = await all
    .select(['id', 'kind', 'params', 'link', 'created_at', 'read_at'])
    .orderBy('id', 'desc')
    .limit(options.size)
    .offset((options.page - 1) * options.size)
    .execute()
  return {
    rows: rows.map(row => ({
      id: row.id,
      kind: row.kind,
      ...noticeWords(row.kind, textParams.catch({}).parse(row.params), options.locale, person.zone),
      link: row.link,
      createdAt: row.created_at.toISOString(),
      read: row.read_at !== null,
    })),
    total: Number(total),
    page: options.page,
    size: options.size,
  }
}

export async function unreadCount(reader: Reader, personId: string): Promise<number> {
  const { unread } = await reader
    .selectFrom('notice')
    .select(eb => eb.fn.countAll<bigint>().as('unread'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(unread)
}
