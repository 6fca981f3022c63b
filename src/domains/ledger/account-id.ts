import { createHash } from 'node:crypto'

/**
 * An account's id follows from its book, code and currency (a name-based UUID, RFC 9562 version 8), so that a batch of
 * entries needs no look-up before it is written.
 */
export function accountId(organisationId: string, code: string, currency: string): string {
  const hex = createHash('sha256')
    .update(`palestra ledger account\n${organisationId}\n${code}\n${currency}`)
    .digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`
}
