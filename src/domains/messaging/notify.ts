import { sql } from 'kysely'
import { instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { hasText, text, type TextParams } from '../../kernel/i18n.ts'
import { newId } from '../../kernel/ids.ts'
import { type MailOrder, sendMails } from '../../kernel/mail/index.ts'
import { publishAll } from '../../kernel/realtime.ts'
import { peopleByIds, type PersonSummary } from '../accounts/index.ts'

export interface NoticeDraft {
  personIds: readonly string[]
  /**
   * `entries.confirmed`: the words are `notices.entries.confirmed.title` and `.body` (and `.action`, the button of the
   * mail) in the sending domain's catalogue.
   */
  kind: string
  /** Fill the words. Bilingual values, money on the wire and `{ instant }` show in the reader's language and zone. */
  params: TextParams
  /** A path on this site, without the language: `/entries/…`. */
  link: string | null
  at: Date
  /**
   * `needed`: mailed to everybody, because it asks for something or settles something. `wanted` (the default): mailed to
   * those who did not turn such copies off. `none`: inbox only.
   */
  mail?: 'needed' | 'wanted' | 'none'
}

/**
 * Tells people something: a row in the inbox of each, a live message to their open pages, and by preference a copy by
 * mail. In the caller's transaction: nothing is said about what did not happen. Erased people are passed over.
 */
export async function notify(tx: Tx, draft: NoticeDraft): Promise<void> {
  const people = [...(await peopleByIds(tx, [...new Set(draft.personIds)])).values()].filter(person => !person.erased)
  if (people.length === 0) return
  const rows = people.map(person => ({ id: newId(), person_id: person.id }))
  await sql`insert into notice (id, person_id, kind, params, link, created_at)
    select id, person_id, ${draft.kind}, ${JSON.stringify(draft.params)}::jsonb, ${draft.link}, ${draft.at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid)`.execute(tx)
  await publishAll(
    tx,
    people.map(person => `person:${person.id}`),
    { kind: 'notice', notice: draft.kind },
  )
  const readers = await readersByMail(tx, people, draft.mail ?? 'wanted')
  await sendMails(
    tx,
    readers.map(person => mailCopy(person, draft)),
  )
}

async function readersByMail(
  tx: Tx,
  people: readonly PersonSummary[],
  mail: 'needed' | 'wanted' | 'none',
): Promise<readonly PersonSummary[]> {
  if (mail === 'none') return []
  if (mail === 'needed') return people
  const without = await tx
    .selectFrom('mail_preference')
    .select('person_id')
    .where(
      'person_id',
      'in',
      people.map(person => person.id),
    )
    .where('notices', '=', 'needed')
    .execute()
  const off = new Set(without.map(row => row.person_id))
  return people.filter(person => !off.has(person.id))
}

function mailCopy(person: PersonSummary, draft: NoticeDraft): MailOrder {
  const { locale, zone } = person
  const words = noticeWords(draft.kind, draft.params, locale, zone)
  const actionKey = `notices.${draft.kind}.action`
  return {
    to: person.email,
    personId: person.id,
    locale,
    zone,
    template: 'messaging.notice',
    params: {
      name: person.name,
      title: words.title,
      body: words.body,
      action: hasText(locale, actionKey) ? text(locale, actionKey) : text(locale, 'mail.messaging.notice.open'),
    },
    ...(draft.link === null ? {} : { link: draft.link }),
    at: draft.at,
  }
}

/** The words of a notice in a language; `zone` is where instants are told. */
export function noticeWords(
  kind: string,
  params: TextParams,
  locale: PersonSummary['locale'],
  zone: string,
): { title: string; body: string } {
  const bodyKey = `notices.${kind}.body`
  return {
    title: text(locale, `notices.${kind}.title`, params, zone),
    body: hasText(locale, bodyKey) || hasText(locale, `${bodyKey}_other`) ? text(locale, bodyKey, params, zone) : '',
  }
}

/** For params of notices: an instant that is told in the reader's zone. Throws RangeError on another text. */
export function at(iso: string | Date): { instant: string } {
  return { instant: (typeof iso === 'string' ? instant(iso) : iso).toISOString() }
}
