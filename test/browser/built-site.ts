import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)
const parts = ['assets', 'bin', 'migrations', 'public', 'scripts', 'src', 'package.json', 'tsconfig.json']
const configs = ['vite.config.ts', 'vite.server.config.ts']

/**
 * The site as it is deployed, built beside the working tree and not in it: a build there would change what a development
 * server under way is showing. BUILT_SITE names one that was built before.
 */
export async function builtSite(): Promise<{ root: string; remove(this: void): void }> {
  const given = process.env['BUILT_SITE']
  if (given && existsSync(join(given, 'dist/web'))) return { root: given, remove: () => undefined }
  const copy = mkdtempSync(join(tmpdir(), `palestra-test-${process.pid}-built-`))
  for (const part of [...parts, ...configs])
    if (existsSync(join(root, part))) cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  await run('npm', ['run', 'build', '--silent'], { cwd: copy, maxBuffer: 64 * 1024 * 1024 })
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }) }
}
