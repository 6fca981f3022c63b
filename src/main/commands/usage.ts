import { parseArgs, type ParseArgsConfig } from 'node:util'

/** A command was called in a way it does not know: exit status 2. */
export class UsageError extends Error {}

/**
 * Parses a command's arguments. `--help` prints the usage and returns undefined; an unknown option or a wrong number of
 * arguments is a UsageError that names the usage too.
 */
export function parseUsage<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  usage: string,
  options: T,
  positionals = 0,
) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${usage.trim()}\n`)
    return undefined
  }
  try {
    const parsed = parseArgs({ args, options, allowPositionals: positionals > 0, strict: true })
    if (parsed.positionals.length !== positionals) throw new Error(`expected ${positionals} argument(s)`)
    return parsed
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}; ${usage.trim().split('\n')[0]}`)
  }
}
