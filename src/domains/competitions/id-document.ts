import type { IdDocumentType } from './form-schema.ts'

type Verdict = { value: { type: IdDocumentType; number: string } } | { code: string; params?: Record<string, unknown> }

/** Weights of ISO 7064 MOD 11-2 for 17 digits, as GB 11643-1999 uses it for resident identity numbers. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The check character for the first 17 digits of a resident identity number (GB 11643-1999). */
export function residentIdCheck(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'[sum % 11] ?? ''
}

/** 18 characters, a possible birthday, and a check character that agrees. */
export function isResidentId(number: string): boolean {
  if (!/^[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(number)) return false
  return residentIdCheck(number.slice(0, 17)) === number[17]
}

/** Checks `{ type, number }`. Numbers lose spaces and get capital letters; nothing of them appears in a mistake. */
export function checkIdDocument(allowed: readonly IdDocumentType[], answer: unknown): Verdict {
  if (typeof answer !== 'object' || answer === null || !('type' in answer) || !('number' in answer))
    return { code: 'competitions.form.not-a-document' }
  const type = allowed.find(one => one === answer.type)
  if (!type || typeof answer.number !== 'string') return { code: 'competitions.form.not-a-document' }
  const number = answer.number.replace(/\s/g, '').toUpperCase()
  if (type === 'resident-id' && !isResidentId(number)) return { code: 'competitions.form.resident-id-wrong' }
  if (!/^[A-Z0-9-]{4,30}$/.test(number)) return { code: 'competitions.form.not-a-document' }
  return { value: { type, number } }
}

/** What may be shown to somebody who need not read the number: first and last two characters. */
export function maskedNumber(number: string): string {
  return number.length <= 6 ? '••••' : `${number.slice(0, 2)}••••${number.slice(-2)}`
}
