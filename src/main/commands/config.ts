import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra config
Prints the settings in force as JSON. Passwords and keys are struck out.
`

/** Keeps that a secret is set, not what it is; of a URL only its password. */
function strike(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (/secret|password|accessKey/i.test(name)) return '[set]'
  return value.replace(/^(\w+:\/\/[^:/@]*):[^@/]*@/, '$1:[set]@')
}

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  process.stdout.write(`${JSON.stringify(settings(), strike, 2)}\n`)
  return 0
}
