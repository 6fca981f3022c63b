import { randomBytes } from 'node:crypto'
import { systemClock } from './clock.ts'

/** A UUID version 7 (RFC 9562): sorts by time of creation, so that indexes grow at their right edge. */
export function newId(): string {
  const bytes = randomBytes(16)
  const ms = BigInt(systemClock.now().getTime())
  for (let i = 0; i < 6; i++) bytes[i] = Number((ms >> BigInt(40 - 8 * i)) & 0xffn)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Crockford base 32 without letters that are misread; for codes a person reads aloud or types. */
const readable = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A random readable code of `length` characters, 5 bits each. */
export function newCode(length: number): string {
  return Array.from(randomBytes(length), byte => readable[byte & 31]).join('')
}
