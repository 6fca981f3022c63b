import { compare, decimal, type Decimal, decimalFunctions, one, snap, zero } from './decimal.ts'

/** A formula that does not parse, or a name it cannot know. */
export class FormulaError extends Error {}

type Variables = Readonly<Record<string, Decimal>>
type Node = (variables: Variables) => Decimal
type Function = { least: number; most: number; run: (args: Decimal[]) => Decimal }

const truth = (value: boolean) => (value ? one : zero)
const places = (digits: Decimal | undefined) => Number(digits ?? zero)

const functions: Record<string, Function> = {
  min: { least: 1, most: 50, run: args => decimalFunctions().min(...args) },
  max: { least: 1, most: 50, run: args => decimalFunctions().max(...args) },
  abs: { least: 1, most: 1, run: ([x = zero]) => x.abs() },
  sqrt: { least: 1, most: 1, run: ([x = zero]) => x.sqrt() },
  floor: { least: 1, most: 2, run: ([x = zero, d]) => snap(x).toDecimalPlaces(places(d), 3) },
  ceil: { least: 1, most: 2, run: ([x = zero, d]) => snap(x).toDecimalPlaces(places(d), 2) },
  round: { least: 1, most: 2, run: ([x = zero, d]) => snap(x).toDecimalPlaces(places(d), 4) },
  if: { least: 3, most: 3, run: ([test = zero, yes = zero, no = zero]) => (test.isZero() ? no : yes) },
}

const operators: Record<string, { power: number; run: (a: Decimal, b: Decimal) => Decimal }> = {
  '<': { power: 1, run: (a, b) => truth(compare(a, b) < 0) },
  '<=': { power: 1, run: (a, b) => truth(compare(a, b) <= 0) },
  '>': { power: 1, run: (a, b) => truth(compare(a, b) > 0) },
  '>=': { power: 1, run: (a, b) => truth(compare(a, b) >= 0) },
  '=': { power: 1, run: (a, b) => truth(compare(a, b) === 0) },
  '+': { power: 2, run: (a, b) => a.plus(b) },
  '-': { power: 2, run: (a, b) => a.minus(b) },
  '*': { power: 3, run: (a, b) => a.times(b) },
  '/': { power: 3, run: (a, b) => divide(a, b) },
  '^': { power: 5, run: (a, b) => a.pow(b) },
}

function divide(a: Decimal, b: Decimal): Decimal {
  if (b.isZero()) throw new FormulaError('division by zero')
  return a.dividedBy(b)
}

const token = /\s*(?:(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|[-+*/^(),<>=]))/uy

function tokens(source: string): string[] {
  const found: string[] = []
  token.lastIndex = 0
  const end = source.trimEnd().length
  while (token.lastIndex < end) {
    const at = token.lastIndex
    const match = token.exec(source)
    if (!match) throw new FormulaError(`unexpected "${source.slice(at).trim()[0] ?? ''}" at ${at + 1}`)
    found.push(match[1] ?? match[2] ?? match[3] ?? '')
  }
  return found
}

/** The name an id has in a formula: dashes and dots become underscores. */
export function variableName(id: string): string {
  return id.replace(/[-.]/g, '_')
}

export interface Formula {
  variables: string[]
  evaluate: (variables: Variables) => Decimal
}

/**
 * Compiles a formula of numbers, names, + - * / ^, comparisons (1 or 0), parentheses and min, max, abs, sqrt, floor, ceil,
 * round (half away from zero; second argument: decimals), if(test, then, else). Throws FormulaError.
 */
export function formula(source: string): Formula {
  const list = tokens(source)
  const variables = new Set<string>()
  let at = 0

  const expect = (what: string) => {
    if (list[at] !== what)
      throw new FormulaError(`"${what}" expected${list[at] ? ` before "${list[at]}"` : ' at the end'}`)
    at += 1
  }

  const call = (name: string): Node => {
    const definition = functions[name]
    if (!definition) throw new FormulaError(`no function "${name}"`)
    const args: Node[] = []
    expect('(')
    do args.push(expression(0))
    while (list[at] === ',' && ++at)
    expect(')')
    if (args.length < definition.least || args.length > definition.most)
      throw new FormulaError(`"${name}" takes ${definition.least} to ${definition.most} arguments`)
    if (name === 'if') {
      const [test, yes, no] = args
      if (test && yes && no) return known => (test(known).isZero() ? no(known) : yes(known))
    }
    return known => definition.run(args.map(arg => arg(known)))
  }

  const primary = (): Node => {
    const current = list[at]
    if (current === undefined) throw new FormulaError('the formula ends too early')
    at += 1
    if (current === '-') {
      const inner = expression(4)
      return known => inner(known).negated()
    }
    if (current === '+') return expression(4)
    if (current === '(') {
      const inner = expression(0)
      expect(')')
      return inner
    }
    if (/^\d/.test(current)) {
      const value = decimal(current)
      return () => value
    }
    if (!/^[\p{L}_]/u.test(current)) throw new FormulaError(`unexpected "${current}"`)
    if (list[at] === '(') return call(current)
    variables.add(current)
    return known => {
      const value = known[current]
      if (value === undefined) throw new FormulaError(`no value for "${current}"`)
      return value
    }
  }

  const expression = (least: number): Node => {
    let left = primary()
    for (;;) {
      const operator = operators[list[at] ?? '']
      if (!operator || operator.power < least) return left
      at += 1
      const before = left
      // A power binds to the right (2^3^2 = 2^9); everything else to the left.
      const right = expression(operator.power === 5 ? 5 : operator.power + 1)
      left = known => operator.run(before(known), right(known))
    }
  }

  const root = expression(0)
  if (at < list.length) throw new FormulaError(`unexpected "${list[at] ?? ''}"`)
  return {
    variables: [...variables],
    evaluate: known => {
      const value = root(known)
      if (!value.isFinite()) throw new FormulaError('the result is not a number')
      return value
    },
  }
}
