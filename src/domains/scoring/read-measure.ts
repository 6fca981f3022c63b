import { decimal, parseDecimal, text, type Decimal } from './decimal.ts'
import type { MistakeName } from './mistake.ts'
import type { Aspect } from './scoring-rules.ts'

type Measured = Extract<Aspect, { kind: 'measured' }>
type Read = { value: Decimal } | { name: MistakeName; params: Record<string, string> }

/** Reads a measured value: a number, a duration (h:mm:ss.ff, mm:ss.ff) in seconds, or an instant in seconds since 1970. */
export function readMeasure(aspect: Measured, given: string): Read {
  const value = formats[aspect.format](given.trim())
  if (value === undefined) return { name: wrong[aspect.format], params: { value: given } }
  const { min, max } = aspect.range ?? {}
  if ((min !== undefined && value.lessThan(decimal(min))) || (max !== undefined && value.greaterThan(decimal(max))))
    return {
      name: 'out-of-range',
      params: {
        value: given,
        min: min === undefined ? '–' : text(decimal(min)),
        max: max === undefined ? '–' : text(decimal(max)),
      },
    }
  return { value }
}

const wrong = { number: 'not-a-number', duration: 'not-a-duration', instant: 'not-an-instant' } as const

const formats = {
  number: parseDecimal,
  duration: (given: string): Decimal | undefined => {
    const parts = given.split(':')
    if (
      parts.length > 3 ||
      parts.some((part, index) => !(index === parts.length - 1 ? /^\d+(\.\d+)?$/ : /^\d+$/).test(part))
    )
      return undefined
    return parts.reduce((seconds, part) => seconds.times(60).plus(decimal(part)), decimal(0))
  },
  instant: (given: string): Decimal | undefined => {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(given)) return undefined
    const milliseconds = Date.parse(given)
    return Number.isNaN(milliseconds) ? undefined : decimal(milliseconds).dividedBy(1000)
  },
} satisfies Record<Measured['format'], (given: string) => Decimal | undefined>
