import { type Command, type Io, processIo, runCommand } from './command.ts'

/** An open tool exports `command` and touches the world through `Io`; a part of the server exports `run`. */
type Load = () => Promise<{ command: Command } | { run: (args: string[]) => Promise<number> }>

/**
 * Every command by name. A command is loaded only when it is called, so that `palestra panel` does not pay for the
 * server. A new one is `src/main/commands/<name>.ts` and one line here.
 */
export const commands: Record<string, { summary: string; load: Load }> = {
  panel: {
    summary: 'results with every intermediate figure from a rule set and judges’ scores',
    load: () => import('./commands/panel.ts'),
  },
  credential: {
    summary: 'check a certificate’s Open Badge offline: signature, issuer, period, revocation',
    load: () => import('./commands/credential.ts'),
  },
  'verify-results': {
    summary: 'recompute every rank of a competition’s public result bundle',
    load: () => import('./commands/verify-results.ts'),
  },
  all: { summary: 'the whole site in one process', load: () => import('./commands/all.ts') },
  serve: { summary: 'the web site; jobs run elsewhere', load: () => import('./commands/serve.ts') },
  worker: { summary: 'background jobs', load: () => import('./commands/worker.ts') },
  demo: { summary: 'load the demonstration into an empty database', load: () => import('./commands/demo.ts') },
  doctor: { summary: 'check this machine, its settings and its database', load: () => import('./commands/doctor.ts') },
  backup: { summary: 'write a consistent backup', load: () => import('./commands/backup.ts') },
  restore: { summary: 'load a backup into an empty database', load: () => import('./commands/restore.ts') },
  config: { summary: 'the settings in force, secrets struck out', load: () => import('./commands/config.ts') },
  migrate: { summary: 'bring the database up to date', load: () => import('./commands/migrate.ts') },
  openapi: { summary: 'the API as an OpenAPI 3.1 document', load: () => import('./commands/openapi.ts') },
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
  const loaded = await entry.load()
  if ('command' in loaded) return runCommand(loaded.command, rest, io)
  const { run } = loaded
  return runCommand({ name, summary: entry.summary, usage: '', run }, rest, io)
}

if (process.argv[1] && import.meta.filename === process.argv[1]) process.exitCode = await main(process.argv.slice(2))
