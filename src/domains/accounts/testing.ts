import { randomBytes } from 'node:crypto'
import type { App } from '../../kernel/app.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { Db, Tx } from '../../kernel/db.ts'
import type { Locale, Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { accountsDomain } from './index.ts'
import { hashPassword } from './password.ts'
import { createPerson } from './person.ts'
import { personalDataExporters, personErasers, staffOf } from './ports.ts'
import { authenticator, openSession } from './sessions.ts'

/** The password of every builder's person. */
export const testPassword = 'correct horse battery'
let hashed: Promise<string> | undefined

let count = 0

/**
 * A person who exists, as the actor `send({ as })` takes and policies see. With `password: true` they can also sign in
 * with `testPassword` (hashing costs time, so it is off unless asked for).
 */
export async function aPerson(
  tx: Tx | Db['kysely'],
  given: {
    name?: string
    email?: string
    locale?: Locale
    zone?: string
    platformRoles?: ('operator' | 'support' | 'finance')[]
    staff?: Person['staff']
    password?: boolean
    at?: Date
  } = {},
): Promise<Person> {
  count += 1
  const at = given.at ?? systemClock.now()
  const person = {
    email: given.email ?? `person-${count}-${randomBytes(3).toString('hex')}@palestra.example`,
    name: given.name ?? `Person ${count}`,
    locale: given.locale ?? 'en',
    zone: given.zone ?? 'Asia/Shanghai',
    platformRoles: given.platformRoles ?? [],
  }
  if (given.password) hashed ??= hashPassword('test', testPassword)
  // A builder may be given a plain connection: one insert needs no transaction.
  const id = await createPerson(tx as Tx, {
    ...person,
    passwordHash: given.password ? await hashed! : null,
    emailVerifiedAt: at,
    at,
  })
  return { kind: 'person', id, sessionId: id, emailVerified: true, staff: given.staff ?? [], ...person }
}

/** A `cookie` header of a session of this person on a plain http site, for servers that use the real `authenticator`. */
export async function signIn(db: Db, person: { id: string }, at: Date = systemClock.now()): Promise<string> {
  const { token } = await db.transaction(tx =>
    openSession(tx, { personId: person.id, device: { address: '127.0.0.1', userAgent: 'test' }, at }),
  )
  return `palestra=${token}`
}

/** For servers that use the real `authenticator` without organisations. */
export function nobodyIsStaff(): void {
  staffOf.provide(async () => new Map())
}

/** A node and an HTTP server with the accounts alone, and the real session cookie. Signed in: `headers: { cookie }`. */
export async function accountsSite() {
  const app = await testApp()
  nobodyIsStaff()
  personalDataExporters.provide([])
  personErasers.provide([])
  const site = await testServer(app, [accountsDomain], authenticator(app))
  return { app, ...site }
}

/** The newest mail to an address. */
export async function lastMail(app: App, to: string) {
  return app.db.kysely
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('to_address', '=', to)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

/** The six digits of a mail. */
export function codeIn(mail: { body_text: string }): string {
  const match = /^(\d{4}) (\d{2})$/m.exec(mail.body_text)
  if (!match) throw new Error('the mail has no code')
  return `${match[1]}${match[2]}`
}

/** The session cookie a reply set, as a request sends it. */
export function cookieOf(reply: { headers: Record<string, unknown> }): string {
  return String(reply.headers['set-cookie']).split(';')[0] ?? ''
}
