import { runSite } from './run-site.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra serve
Runs the web site; background jobs run elsewhere (palestra worker). Settings come from the environment (palestra config).
`

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  return runSite({ http: true, jobs: false, demonstration: false })
}
