import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { monotonicMs } from '../src/kernel/clock.ts'
import { packageRoot } from '../src/main/package-root.ts'
import type { Manifest } from '../src/web/document.ts'
import type { Figure } from './measure.ts'

const port = 4391

/** Starts the built site over a data directory; seconds from the command to the first whole public page. */
async function start(dataDir: string): Promise<{ child: ChildProcess; seconds: number }> {
  const started = monotonicMs()
  const child = spawn(process.execPath, [join(packageRoot, 'bin/palestra'), 'all'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      PUBLIC_URL: `http://localhost:${port}`,
    },
    stdio: 'ignore',
  })
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, 50))
    const answer = await fetch(`http://127.0.0.1:${port}/en/competitions/delta-data-5`).catch(() => undefined)
    if (answer?.ok && (await answer.text()).includes('<h1')) return { child, seconds: (monotonicMs() - started) / 1000 }
    if (monotonicMs() - started > 120_000) throw new Error('the site did not come up within two minutes')
  }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Private and shared-by-share memory of a process and everything below it, MB (Linux only). */
function memoryOf(pid: number): number {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const parent = Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${entry}/stat`, 'utf8'))?.[1])
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
    } catch {
      // It ended while we looked.
    }
  }
  const below = (root: number): number[] => [root, ...(children.get(root) ?? []).flatMap(below)]
  const kib = below(pid).reduce((sum, one) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return sum
    }
  }, 0)
  return kib / 1024
}

/** JavaScript of a page, gzip: the entry, the page's chunk and what they import. */
function weightOf(page: string): number {
  const manifest: Manifest = JSON.parse(readFileSync(join(packageRoot, 'dist/web/.vite/manifest.json'), 'utf8'))
  const files = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(visit)
  }
  visit('src/web/main.tsx')
  visit(page)
  return (
    [...files]
      .filter(file => file.endsWith('.js'))
      .reduce(
        (sum, file) => sum + gzipSync(readFileSync(join(packageRoot, 'dist/web', file)), { level: 9 }).length,
        0,
      ) / 1000
  )
}

/** Start, restart, weight of a public competition page and resident memory at rest; needs `npm run build`. */
export async function run(): Promise<Figure[]> {
  if (!existsSync(join(packageRoot, 'dist/server'))) {
    console.log('site: not built. Run `npm run build` first.')
    return []
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'palestra-bench-'))
  const cost = (name: string, of: string, value: number, limit: number, unit: string): Figure => ({
    name,
    of,
    value,
    limit,
    unit,
    ratio: limit / value,
    goal: 1,
    spread: 0,
  })
  const first = await start(dataDir)
  await new Promise(resolve => setTimeout(resolve, 15_000))
  const idle = process.platform === 'linux' && first.child.pid ? memoryOf(first.child.pid) : 0
  await stop(first.child)
  const again = await start(dataDir)
  await stop(again.child)
  return [
    cost('start (first)', 'the goal; initdb, migrations and the demonstration', first.seconds, 15, 's'),
    cost('start (again)', 'the goal', again.seconds, 4, 's'),
    cost(
      'weight',
      'the goal; JavaScript of a public competition page',
      weightOf('src/web/pages/competitions/overview-page.tsx'),
      170,
      'kB',
    ),
    ...(idle > 0 ? [cost('idle', 'the goal; node and database, proportional set size', idle, 400, 'MB')] : []),
  ]
}
