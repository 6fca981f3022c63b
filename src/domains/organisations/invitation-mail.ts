import type { Tx } from '../../kernel/db.ts'
import type { MailSetting } from './invite-staff.ts'
import type { Organisation } from './rows.ts'

export interface InvitationMail {
  organisation: Organisation
  email: string
  roles: readonly string[]
  inviter: string
  token: string
  expiresAt: Date
  mail: MailSetting
  at: Date
}

/** The link carries the token after `#`, which browsers do not send: it appears in no server's log. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}/invitation#${token}`
}

export async function sendInvitationMail(_tx: Tx, _mail: InvitationMail): Promise<void> {}
