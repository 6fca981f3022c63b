import type { App } from '../../kernel/app.ts'
import { consentsOf } from './consents.ts'
import { personalDataExporters } from './ports.ts'
import { securityEvents } from './security-events.ts'

/**
 * Everything the site holds about a person, by domain. Secrets (password hash, tokens, authenticator secret) are not
 * part of it: they prove the person, they do not describe them.
 */
export async function exportPersonalData(app: App, personId: string): Promise<Record<string, unknown>> {
  const reader = app.db.kysely
  const person = await reader
    .selectFrom('person')
    .select(['id', 'email', 'email_verified_at', 'name', 'locale', 'zone', 'created_at', 'platform_roles'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const sessions = await reader
    .selectFrom('session')
    .select(['created_at', 'seen_at', 'ended_at', 'address', 'user_agent'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .execute()
  const document: Record<string, unknown> = {
    madeAt: app.clock.now().toISOString(),
    site: app.config.publicUrl,
    person,
    consents: await consentsOf(reader, personId),
    sessions,
    securityEvents: await securityEvents(reader, personId, 10_000),
  }
  for (const exporter of personalDataExporters.get())
    document[exporter.name] = await exporter.collect(reader, personId, app)
  return document
}

/** As JSON text: instants are ISO 8601, big integers decimal text. */
export function personalDataText(document: Record<string, unknown>): string {
  return JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2)
}
