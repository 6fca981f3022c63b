import { createReadStream, promises as files } from 'node:fs'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { UsageError } from './commands/usage.ts'

/** A refused input: printed as one JSON object on standard error, exit status 1. Further fields are allowed. */
export class CommandRefusal extends Error {
  readonly code: string
  readonly at: unknown
  readonly more: Record<string, unknown>

  constructor(code: string, message: string, at?: unknown, more: Record<string, unknown> = {}) {
    super(message)
    this.name = 'CommandRefusal'
    this.code = code
    this.at = at
    this.more = more
  }
}

export { UsageError }

/** What a command may touch of the outside world; tests give their own. */
export interface Io {
  out: (text: string) => void
  error: (text: string) => void
  /** Bytes of a file, unpacked when gzipped; `-` is standard input. Refuses a file that cannot be read. */
  readBytes: (path: string) => Promise<Buffer>
  /** The same as UTF-8 text, without a byte order mark. */
  readInput: (path: string) => Promise<string>
}

/** One command of `palestra`. `run` gives the exit status: 0 success, 1 refused input, 2 wrong usage. */
export interface Command {
  name: string
  /** One line of the list of commands. */
  summary: string
  /** The text of `--help`, first line: how to call it. */
  usage: string
  run: (args: string[], io: Io) => Promise<number>
}

const unpack = promisify(gunzip)

async function read(path: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    if (path !== '-' && (await files.stat(path)).isDirectory())
      throw new CommandRefusal('command.not-a-file', `${path} is a directory.`, { file: path })
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) chunks.push(Buffer.from(chunk))
  } catch (error) {
    if (error instanceof CommandRefusal) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandRefusal('command.cannot-read', `${path} cannot be read: ${reason}.`, { file: path })
  }
  const bytes = Buffer.concat(chunks)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return await unpack(bytes)
  } catch {
    throw new CommandRefusal('command.bad-gzip', `${path} is not a whole gzip file.`, { file: path })
  }
}

/** The real thing: standard streams and the file system. */
export const processIo: Io = {
  out: text => {
    process.stdout.write(text)
  },
  error: text => {
    process.stderr.write(text)
  },
  readBytes: read,
  readInput: async path => {
    const bytes = await read(path)
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch {
      throw new CommandRefusal('command.not-utf8', `${path} is not UTF-8 text.`, { file: path })
    }
  },
}

/** Splits arguments into positional ones and the options a command knows (`--name value`, or `--name` for a flag). */
export function readArguments(
  args: readonly string[],
  known: Readonly<Record<string, 'value' | 'flag'>>,
): { positional: string[]; options: Record<string, string>; flags: Set<string> } {
  const positional: string[] = []
  const options: Record<string, string> = {}
  const flags = new Set<string>()
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    if (!arg.startsWith('--')) {
      positional.push(arg)
      continue
    }
    const [name = '', inline] = arg.slice(2).split(/=(.*)/s)
    if (known[name] === 'flag' && inline === undefined) flags.add(name)
    else if (known[name] === 'value') {
      const value = inline ?? args[(index += 1)]
      if (value === undefined) throw new UsageError(`--${name} needs a value.`)
      options[name] = value
    } else throw new UsageError(`Unknown option ${arg}.`)
  }
  return { positional, options, flags }
}

/** Runs one command: `--help`, refusals as JSON on standard error with status 1, wrong usage with status 2. */
export async function runCommand(command: Command, args: string[], io: Io): Promise<number> {
  if (command.usage !== '' && (args.includes('--help') || args.includes('-h'))) {
    io.out(`${command.usage.trim()}\n`)
    return 0
  }
  try {
    return await command.run(args, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.error(`${[error.message, command.usage.trim()].filter(Boolean).join('\n\n')}\n`)
      return 2
    }
    if (error instanceof CommandRefusal) {
      const { code, message, at, more } = error
      io.error(`${JSON.stringify({ code, message, ...(at !== undefined && { at }), ...more })}\n`)
      return 1
    }
    throw error
  }
}
