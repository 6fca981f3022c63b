import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { addMs } from '../../kernel/clock.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'

export const invitationDays = 7
/** Invitations that may wait at once, so that an organisation cannot be used to mail strangers. */
export const mostWaiting = 100

export function newToken(at: Date): { token: string; sha256: string; expiresAt: Date } {
  const token = randomBytes(32).toString('base64url')
  return { token, sha256: tokenSha256(token), expiresAt: addMs(at, invitationDays * 86_400_000) }
}

export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

export interface Invitation {
  id: string
  organisationId: string
  email: string
  roles: string[]
  invitedBy: string
  inviterName: string
  sentAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  acceptedBy: string | null
  cancelledAt: Date | null
}

const columns = sql`i.id, i.organisation_id as "organisationId", i.email, i.roles, i.invited_by as "invitedBy",
  p.name as "inviterName", i.sent_at as "sentAt", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt",
  i.accepted_by as "acceptedBy", i.cancelled_at as "cancelledAt"`

export async function waitingInvitations(reader: Reader, organisationId: string): Promise<Invitation[]> {
  const rows = await sql<Invitation>`
    select ${columns} from staff_invitation i join person p on p.id = i.invited_by
    where i.organisation_id = ${organisationId} and i.accepted_at is null and i.cancelled_at is null
    order by i.sent_at desc, i.id`.execute(reader)
  return rows.rows
}

/** The invitation of a link's token, whatever its state. */
export async function invitationByToken(reader: Reader, token: string): Promise<Invitation | undefined> {
  const rows = await sql<Invitation>`
    select ${columns} from staff_invitation i join person p on p.id = i.invited_by
    where i.token_sha256 = ${tokenSha256(token)}`.execute(reader)
  return rows.rows[0]
}

/** The same, held until the transaction ends. */
export async function lockInvitationByToken(tx: Tx, token: string): Promise<Invitation | undefined> {
  const rows = await sql<Invitation>`
    select ${columns} from staff_invitation i join person p on p.id = i.invited_by
    where i.token_sha256 = ${tokenSha256(token)} for update of i`.execute(tx)
  return rows.rows[0]
}

/** One of this organisation's invitations, held until the transaction ends. */
export async function lockInvitation(tx: Tx, organisationId: string, id: string): Promise<Invitation> {
  const rows = await sql<Invitation>`
    select ${columns} from staff_invitation i join person p on p.id = i.invited_by
    where i.id = ${id} and i.organisation_id = ${organisationId} for update of i`.execute(tx)
  const row = rows.rows[0]
  if (!row) throw refuse('organisations.invitation-unknown')
  return row
}

/** Refuses an invitation that was used or cancelled. */
export function stillWaiting(row: Invitation | undefined): Invitation {
  if (!row) throw refuse('organisations.invitation-unknown')
  if (row.cancelledAt) throw refuse('organisations.invitation-cancelled')
  if (row.acceptedAt) throw refuse('organisations.invitation-used')
  return row
}

/** Refuses an invitation that can no longer be taken up: used, cancelled or too old. */
export function usable(row: Invitation | undefined, at: Date): Invitation {
  const waiting = stillWaiting(row)
  if (waiting.expiresAt <= at)
    throw refuse('organisations.invitation-expired', { expiredAt: waiting.expiresAt.toISOString() })
  return waiting
}
