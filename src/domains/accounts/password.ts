import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { fairQueue } from '../../kernel/fair-queue.ts'
import type { Mistake } from '../../kernel/errors.ts'
import { guessedPasswords } from './guessed-passwords.ts'

/** OWASP's first choice for Argon2id (the library's default variant): 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

/**
 * All hashing of the process goes through here: at most one core less than there are (and never more than three of
 * libuv's four threads) at 19 MiB each, whoever asks, however many.
 */
export const hashing = fairQueue({
  concurrency: Math.max(1, Math.min(3, availableParallelism() - 1)),
  maxWaiting: 400,
  maxPerClient: 300,
})

/** `client` is the address that asked; hashing is shared fairly between addresses. Returns PHC text. */
export function hashPassword(client: string, password: string): Promise<string> {
  return hashing.run(client, () => hash(password.normalize('NFKC'), argon2id))
}

/** A hash nobody knows the password of, so that an unknown address costs as much time as a wrong password. */
let nobodys: Promise<string> | undefined

/** False also when there is no such account (`stored` is null): the same work is done. */
export async function passwordMatches(client: string, password: string, stored: string | null): Promise<boolean> {
  nobodys ??= hash(crypto.randomUUID(), argon2id)
  const against = stored ?? (await nobodys)
  const matches = await hashing.run(client, () => verify(against, password.normalize('NFKC')))
  return matches && stored !== null
}

export const passwordLength = { least: 10, most: 200 }

/** Length, not composition, and nothing that is on every list. Empty: the password is good. */
export function passwordMistakes(password: string, about: { email: string; name: string }): Mistake[] {
  const mistake = (code: string): Mistake[] => [{ path: 'password', code, params: { least: passwordLength.least } }]
  if (Array.from(password).length < passwordLength.least) return mistake('accounts.password-too-short')
  const plain = password.normalize('NFKC').toLowerCase()
  const letters = plain.replace(/[^a-z0-9]/g, '')
  if (new Set(plain).size <= 3 || guessedPasswords.has(plain) || guessedPasswords.has(letters) || isRun(plain))
    return mistake('accounts.password-common')
  const local = about.email.split('@')[0] ?? ''
  for (const own of [about.email.toLowerCase(), local.toLowerCase(), about.name.toLowerCase()])
    if (own.length >= 4 && plain.replace(own, '').length < 4) return mistake('accounts.password-personal')
  return []
}

/** `abcdefghij`, `9876543210`: every step the same single step. */
function isRun(plain: string): boolean {
  const codes = Array.from(plain).map(sign => sign.codePointAt(0) ?? 0)
  const step = (codes[1] ?? 0) - (codes[0] ?? 0)
  return Math.abs(step) <= 1 && codes.every((code, i) => i === 0 || code - (codes[i - 1] ?? 0) === step)
}
