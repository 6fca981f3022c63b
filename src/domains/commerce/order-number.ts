import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'

/** Crockford base 32: no letter that is misread for a digit. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const valueOf = (sign: string): number => signs.indexOf(sign)

/** Luhn's check, modulo 32: catches every single wrong sign and all but one kind of neighbouring swaps. */
function checkSign(body: string): string {
  let sum = 0
  let double = true
  for (const sign of body.split('').toReversed()) {
    const value = valueOf(sign) * (double ? 2 : 1)
    sum += Math.floor(value / 32) + (value % 32)
    double = !double
  }
  return signs.charAt((32 - (sum % 32)) % 32)
}

/** `count` counts from 0; days and counts below 2^25 give distinct numbers of 12 signs: yymmdd, 5 scattered, 1 check. */
export function orderNumber(day: Date, count: bigint): string {
  const date = day.toISOString().slice(2, 10).replaceAll('-', '')
  // An odd factor permutes the residues of a power of two.
  let scattered = Number((count * 22_695_477n + 9_699_691n) % 33_554_432n)
  let body = ''
  for (let i = 0; i < 5; i++) {
    body = signs.charAt(scattered % 32) + body
    scattered = Math.floor(scattered / 32)
  }
  return `${date}${body}${checkSign(date + body)}`
}

/** Reads what a person typed: spaces, hyphens and lower case are forgiven. Undefined when it cannot be an order number. */
export function readOrderNumber(typed: string): string | undefined {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (!/^\d{6}[0-9A-HJKMNP-TV-Z]{6}$/.test(text)) return undefined
  return checkSign(text.slice(0, 11)) === text.slice(11) ? text : undefined
}

/** `2611 22A7 K3QX`. */
export function spacedNumber(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ')
}

const blockSize = 1000n
let next = 0n
let end = 0n

/** Numbers for new orders. A process takes a thousand at a time; those of a crash are never used, which harms nothing. */
export async function takeOrderNumbers(tx: Tx, day: Date, count: number): Promise<string[]> {
  const numbers: string[] = []
  while (numbers.length < count) {
    if (next === end) {
      const block = await sql<{ block: bigint }>`select nextval('purchase_order_block') as block`.execute(tx)
      // Another caller may have refilled meanwhile: then this block simply serves next.
      next = (block.rows[0]?.block ?? 0n) * blockSize
      end = next + blockSize
    }
    numbers.push(orderNumber(day, next))
    next += 1n
  }
  return numbers
}
