import { z } from 'zod'
import { Decimal } from 'decimal.js'
import { decimal, snap } from './decimal.ts'

/** A figure in a rule set: a JSON number, or text where the exact digits matter to the author. */
export const figure = z.union([
  z.number(),
  z
    .string()
    .max(40)
    .regex(/^[+-]?\d+(\.\d+)?$/, 'a decimal number'),
])
export type Figure = z.output<typeof figure>

export const roundingModes = ['half-up', 'half-even', 'half-down', 'floor', 'ceil', 'truncate'] as const

/**
 * How a step rounds. `half-up` moves a half away from zero, `half-even` to the even neighbour, `half-down` towards zero;
 * `floor` and `ceil` go down and up, `truncate` towards zero. `step` rounds to a multiple, for example 0.25.
 */
export const rounding = z.union([
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({ mode: z.enum(roundingModes), decimals: z.int().min(0).max(20) }),
  z.strictObject({ mode: z.enum(roundingModes), step: figure }),
])
export type Rounding = z.output<typeof rounding>

export const noRounding: Rounding = { mode: 'none' }

const ways = {
  'half-up': Decimal.ROUND_HALF_UP,
  'half-even': Decimal.ROUND_HALF_EVEN,
  'half-down': Decimal.ROUND_HALF_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceil: Decimal.ROUND_CEIL,
  truncate: Decimal.ROUND_DOWN,
} as const

/** Rounds a figure as the step of the rule set says. */
export function round(value: Decimal, how: Rounding): Decimal {
  if (how.mode === 'none') return value
  const exact = snap(value)
  if ('decimals' in how) return exact.toDecimalPlaces(how.decimals, ways[how.mode])
  const step = decimal(how.step)
  return exact.dividedBy(step).toDecimalPlaces(0, ways[how.mode]).times(step)
}
