import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll } from 'vitest'
import type { App } from '../app.ts'
import { openBus } from '../bus.ts'
import { standingClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { type RouteSpec, pathOf } from '../contract.ts'
import type { Domain } from '../domain.ts'
import { listen } from '../events.ts'
import { byteBoards } from '../http/byte-board.ts'
import { createServer } from '../http/server.ts'
import { createLog } from '../log.ts'
import { siteAddress } from '../mail/index.ts'
import type { Actor } from '../policy.ts'
import { secretBox } from '../secret-box.ts'
import type { Storage } from '../storage/storage.ts'
import { testDatabase, type TestDatabase } from './test-database.ts'

/** Storage for tests that are not about storage: the contract over a map. */
function heapStorage(): Storage {
  const kept = new Map<string, Buffer>()
  return {
    async put(key, body) {
      kept.set(key, Buffer.isBuffer(body) ? body : await buffer(body))
    },
    async read(key, range) {
      const bytes = kept.get(key)
      if (!bytes) throw new Error(`nothing is stored under ${key}`)
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes])
    },
    size: async key => kept.get(key)?.length ?? null,
    async remove(key) {
      kept.delete(key)
    },
  }
}

export type TestApp = App & { clock: ReturnType<typeof standingClock>; database: TestDatabase }

/** A whole node's parts over a fresh database, with a clock that stands at 2026-11-20 08:00 UTC until it is moved. */
export async function testApp(
  options: { at?: string; env?: Record<string, string>; storage?: Storage } = {},
): Promise<TestApp> {
  const database = await testDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'palestra-test-'))
  const log = createLog({ level: process.env['TEST_LOG'] ?? 'silent', pretty: false })
  const bus = await openBus(database.url, log)
  const config = readConfig({
    DATA_DIR: dataDir,
    PUBLIC_URL: 'http://localhost:3000',
    RATE_PER_MINUTE: '100000',
    ...options.env,
  })
  siteAddress.provide(config.publicUrl)
  afterAll(async () => {
    await bus.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    database,
    db: database.db,
    bus,
    boards: byteBoards(),
    clock: standingClock(options.at ?? '2026-11-20T08:00:00Z'),
    config,
    log,
    secrets: secretBox(Buffer.alloc(32, 7)),
    storage: options.storage ?? heapStorage(),
  }
}

export interface TestServer {
  server: FastifyInstance
  /** Sends a request to a route value as an actor; idempotency keys are made up unless given. */
  send(
    this: void,
    route: RouteSpec,
    input?: {
      as?: Actor
      params?: Record<string, string>
      query?: Record<string, string>
      body?: unknown
      key?: string
      headers?: Record<string, string>
    },
    // oxlint-disable-next-line typescript/no-explicit-any -- tests read replies freely
  ): Promise<{ status: number; body: any; headers: Record<string, unknown> }>
}

/**
 * An HTTP server over `domains`, in process. Actors are handed in directly: the session cookie carries a handle of the
 * actor instead of a token, so that a domain can be tested over HTTP without signing anybody in. Real tokens go to
 * `authenticate`, where a test is about them.
 */
export async function testServer(
  app: App,
  domains: readonly Domain[],
  authenticate?: (token: string) => Promise<Actor>,
): Promise<TestServer> {
  const actors = new Map<string, Actor>()
  listen(domains.flatMap(domain => domain.reactions ?? []))
  const server = await createServer({
    app,
    domains,
    authenticate: async token => actors.get(token) ?? authenticate?.(token) ?? { kind: 'visitor' },
  })
  afterAll(() => server.close())
  return {
    server,
    async send(route, input = {}) {
      const handle = randomUUID()
      if (input.as) actors.set(handle, input.as)
      const query = new URLSearchParams(input.query).toString()
      const request: InjectOptions = {
        method: route.method,
        url: pathOf(route.path, input.params ?? {}) + (query ? `?${query}` : ''),
        cookies: input.as ? { palestra: handle } : {},
        headers: {
          ...(route.creates ? { 'idempotency-key': input.key ?? randomUUID() } : {}),
          ...input.headers,
        },
        ...(route.method === 'GET' || input.body === undefined ? {} : { payload: input.body as object }),
      }
      const reply = await server.inject(request)
      const json = String(reply.headers['content-type'] ?? '').includes('json')
      return { status: reply.statusCode, body: json ? reply.json() : reply.body, headers: reply.headers }
    },
  }
}
