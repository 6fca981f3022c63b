import { runSite } from './run-site.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra all
Runs everything in one process: the web site, background jobs and, in development, the demonstration. Settings come from the environment (palestra config).
`

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  return runSite({ http: true, jobs: true, demonstration: true })
}
