import { brokenConstraint, type Reader, type Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/policy.ts'
import { normaliseEmail } from './email.ts'
import { localeOf } from './rows.ts'

export interface NewPerson {
  email: string
  name: string
  locale: Locale
  zone: string
  passwordHash: string | null
  platformRoles?: ('operator' | 'support' | 'finance')[]
  emailVerifiedAt: Date | null
  at: Date
}

/** Writes an account. Refuses `accounts.email-in-use`: only call where the caller has proven the address is theirs. */
export async function createPerson(tx: Tx, person: NewPerson): Promise<string> {
  const id = newId()
  try {
    await tx
      .insertInto('person')
      .values({
        id,
        email: normaliseEmail(person.email),
        email_verified_at: person.emailVerifiedAt,
        name: person.name,
        password_hash: person.passwordHash,
        password_changed_at: person.passwordHash === null ? null : person.at,
        locale: person.locale,
        zone: person.zone,
        platform_roles: person.platformRoles ?? [],
        created_at: person.at,
      })
      .execute()
  } catch (error) {
    if (brokenConstraint(error) === 'person_email') throw refuse('accounts.email-in-use')
    throw error
  }
  return id
}

/** What other domains may know about a person. */
export interface PersonSummary {
  id: string
  name: string
  email: string
  locale: Locale
  zone: string
  /** True once personal data was removed; name and address are then placeholders and mail must not be sent. */
  erased: boolean
}

/** By id; ids that do not exist are left out. */
export async function peopleByIds(reader: Reader, ids: readonly string[]): Promise<Map<string, PersonSummary>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale', 'zone', 'deleted_at'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(row => [row.id, summary(row)]))
}

export async function personById(reader: Reader, id: string): Promise<PersonSummary | undefined> {
  return (await peopleByIds(reader, [id])).get(id)
}

/** For invitations by mail. The address is normalised here. */
export async function personByEmail(reader: Reader, email: string): Promise<PersonSummary | undefined> {
  const row = await reader
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale', 'zone', 'deleted_at'])
    .where('email', '=', normaliseEmail(email))
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row && summary(row)
}

function summary(row: {
  id: string
  name: string
  email: string
  locale: string
  zone: string
  deleted_at: Date | null
}): PersonSummary {
  const { id, name, email, zone } = row
  return { id, name, email, zone, locale: localeOf(row.locale), erased: row.deleted_at !== null }
}
