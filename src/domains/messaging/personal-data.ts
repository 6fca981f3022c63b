import type { PersonalDataExporter, PersonEraser } from '../accounts/index.ts'

/** For the ports of accounts: what the inbox holds about a person, and its removal. */
export const messagingExporter: PersonalDataExporter = {
  name: 'messages',
  collect: (reader, personId) =>
    reader
      .selectFrom('notice')
      .select(['kind', 'params', 'link', 'created_at', 'read_at'])
      .where('person_id', '=', personId)
      .orderBy('id')
      .execute(),
}

export const messagingEraser: PersonEraser = {
  name: 'messages',
  async erase(tx, personId) {
    await tx.deleteFrom('notice').where('person_id', '=', personId).execute()
    await tx.deleteFrom('mail_preference').where('person_id', '=', personId).execute()
  },
}
