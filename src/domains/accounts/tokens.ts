import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 256 random bits in 43 characters. Only their SHA-256 is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function sha256Hex(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

/** Six decimal digits, each value equally likely. Stored as a keyed digest: a bare hash of a million values hides nothing. */
export function newDigits(): string {
  return randomInt(0, 1_000_000).toString().padStart(6, '0')
}

/** `417286` → `4172 86`: read in two glances. */
export function spacedDigits(digits: string): string {
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}
