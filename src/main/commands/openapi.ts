import { openApiDocument } from '../../kernel/http/openapi.ts'
import { domains } from '../wiring.ts'
import { settings } from './settings.ts'
import { parseUsage } from './usage.ts'

const usage = `
Usage: palestra openapi
Prints the API as an OpenAPI 3.1 document. Needs no database.
`

export async function run(args: string[]): Promise<number> {
  if (!parseUsage(args, usage, {})) return 0
  process.stdout.write(`${JSON.stringify(openApiDocument(domains, settings().publicUrl), undefined, 2)}\n`)
  return 0
}
