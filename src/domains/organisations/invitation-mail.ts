import type { Tx } from '../../kernel/db.ts'
import { text } from '../../kernel/i18n.ts'
import { sendMail } from '../../kernel/mail/index.ts'
import type { Locale } from '../../kernel/policy.ts'
import type { Organisation } from './rows.ts'

export interface InvitationMail {
  organisation: Organisation
  email: string
  roles: readonly string[]
  inviter: string
  token: string
  expiresAt: Date
  locale: Locale
  at: Date
}

/** The link carries the token after `#`, which browsers do not send: it appears in no server's log. */
export function invitationPath(token: string): string {
  return `/invitation#${token}`
}

/** Writes the mail in `locale`; instants are told in the organisation's zone. */
export async function sendInvitationMail(tx: Tx, invitation: InvitationMail): Promise<void> {
  const { organisation, roles, inviter, expiresAt, locale } = invitation
  const comma = text(locale, 'organisations.roles.comma')
  await sendMail(tx, {
    to: invitation.email,
    locale,
    zone: organisation.zone,
    template: 'staff-invitation',
    params: {
      organisation: organisation.name,
      inviter,
      roles: roles.map(role => text(locale, `organisations.roles.${role}`)).join(comma),
      until: { instant: expiresAt.toISOString() },
    },
    link: invitationPath(invitation.token),
    at: invitation.at,
  })
}
