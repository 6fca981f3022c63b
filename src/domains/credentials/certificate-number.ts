import { randomInt } from 'node:crypto'

// Crockford's letters: no I, L, O, U, which are misread on paper.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const prime = 37
const shape = /^PL-(\d{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})-([0-9A-HJKMNP-TV-Z]{4})$/

/**
 * A new certificate number such as `PL-2026-7F3A-QX41-9KDM`: the year of issue, eleven random letters (55 bits, so that
 * numbers cannot be guessed) and a check letter.
 *
 * @param random a whole number below `limit`; only tests pass their own
 */
export function newCertificateNumber(year: number, random: (limit: number) => number = randomInt): string {
  for (;;) {
    const head = String(year).padStart(4, '0') + Array.from({ length: 11 }, () => letters.charAt(random(32))).join('')
    const check = checkLetter(head)
    // 5 of 37 check values have no readable letter; such numbers are never given out.
    if (check) return dashed(head + check)
  }
}

/**
 * The number as we write it, from what a person typed (small letters, O for 0, I or L for 1, missing dashes or prefix),
 * or undefined when it is none of ours: wrong length, or the check letter does not fit.
 */
export function normaliseCertificateNumber(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}]/gu, '')
    .replace(/^PL/, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (plain.length !== 16) return undefined
  const number = dashed(plain)
  return shape.test(number) && checkLetter(plain.slice(0, 15)) === plain.charAt(15) ? number : undefined
}

function dashed(plain: string): string {
  return `PL-${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8, 12)}-${plain.slice(12)}`
}

/**
 * Weighted sum modulo the prime 37 over the values 0–9, A–Z. All weights differ and none is zero, so every single wrong
 * letter and every swap of two letters, not only neighbours, changes it.
 */
function checkLetter(head: string): string | undefined {
  let sum = 0
  for (let at = 0; at < head.length; at += 1) sum += (at + 2) * values.indexOf(head.charAt(at))
  // The check letter itself has weight 1; it makes the whole sum a multiple of the prime.
  const letter = values.charAt((prime - (sum % prime)) % prime)
  return letter !== '' && letters.includes(letter) ? letter : undefined
}
