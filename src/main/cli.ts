import { type Command, type Io, processIo, runCommand } from './command.ts'

type Load = () => Promise<{ command: Command }>

/**
 * Every command by name. A command is loaded only when it is called, so that `palestra panel` does not pay for the
 * server. A new one is `src/main/commands/<name>.ts` exporting `command`, and one line here.
 */
export const commands: Record<string, { summary: string; load: Load }> = {
  panel: {
    summary: 'results with every intermediate figure from a rule set and judges’ scores',
    load: () => import('./commands/panel.ts'),
  },
  'verify-results': {
    summary: 'recompute every rank of a competition’s public result bundle',
    load: () => import('./commands/verify-results.ts'),
  },
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length))
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'usage: palestra COMMAND [arguments]',
    '',
    ...lines,
    '',
    'palestra COMMAND --help explains one command.',
    '',
  ].join('\n')
}

/** The command line: gives the exit status. */
export async function main(args: readonly string[], io: Io = processIo): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(overview())
    return name === undefined ? 2 : 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    io.error(`There is no command “${name}”.\n\n${overview()}`)
    return 2
  }
  const { command } = await entry.load()
  return runCommand(command, rest, io)
}

if (process.argv[1] && import.meta.filename === process.argv[1]) process.exitCode = await main(process.argv.slice(2))
