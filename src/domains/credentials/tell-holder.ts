import type { Tx } from '../../kernel/db.ts'
import { notify } from '../messaging/index.ts'
import { organisationById } from '../organisations/index.ts'
import type { Credential } from './rows.ts'

/** Puts a message about a certificate into its holder's inbox; a holder without an account is told by nobody here. */
export async function tellHolder(
  tx: Tx,
  row: Credential,
  kind: 'credentials.issued' | 'credentials.revoked',
  at: Date,
): Promise<void> {
  const organisation = await organisationById(tx, row.organisationId)
  if (row.subjectPersonId === null || !organisation) return
  await notify(tx, {
    personIds: [row.subjectPersonId],
    kind,
    params: {
      award: row.achievement.award,
      competition: row.achievement.competition,
      organisation: organisation.name,
      number: row.number,
      ...(row.revokeReason ? { reason: row.revokeReason } : {}),
    },
    link: `/certificates/${row.number}`,
    at,
    mail: kind === 'credentials.revoked' ? 'needed' : 'wanted',
  })
}
