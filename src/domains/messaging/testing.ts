import type { App } from '../../kernel/app.ts'

/** Kinds of the notices a person has, oldest first; for tests of whoever notifies. */
export async function noticesFor(
  app: App,
  personId: string,
): Promise<{ kind: string; params: unknown; link: string | null }[]> {
  return app.db.kysely
    .selectFrom('notice')
    .select(['kind', 'params', 'link'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute()
}
