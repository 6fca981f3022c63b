import { verifyBundle } from '../../domains/scoring/index.ts'
import { type Command, type Io, readArguments, UsageError } from '../command.ts'
import { readJson } from './panel.ts'

const usage = `
usage: palestra verify-results BUNDLE.json

Checks a competition's public result bundle without trusting the site it came from: the digests of the rules and of the
bundle, and every figure, rank and tie-break, computed again from the published rules and blind scores.

  BUNDLE.json  a result bundle (palestra-results/1); - for standard input; gzip is understood

Prints { "ok", "differences": [...], "counts" }. Exit status 0 when nothing differs, 1 when something does or the file is
refused, 2 for wrong usage. See docs/tools/verify-results.md.
`

async function run(args: string[], io: Io): Promise<number> {
  const { positional } = readArguments(args, {})
  const [file, ...rest] = positional
  if (file === undefined || rest.length > 0) throw new UsageError('Give one result bundle.')
  const verdict = await verifyBundle(readJson(await io.readInput(file), file))
  io.out(`${JSON.stringify(verdict, null, 2)}\n`)
  if (verdict.ok) return 0
  const [first] = verdict.differences
  io.error(
    `${JSON.stringify({
      code: 'scoring.bundle-differs',
      message: `${verdict.differences.length} difference(s) between the published results and those computed again.`,
      at: { path: first?.path ?? '' },
    })}\n`,
  )
  return 1
}

export const command: Command = {
  name: 'verify-results',
  summary: 'recompute every rank of a competition’s public result bundle',
  usage,
  run,
}
