import { runSite } from './run-site.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra worker
Runs background jobs; the web site runs elsewhere (palestra serve). Settings come from the environment (palestra config).
`

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  return runSite({ http: false, jobs: true, demonstration: false })
}
