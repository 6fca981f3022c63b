import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from '../kernel/app.ts'
import { requestActor, createServer } from '../kernel/http/server.ts'
import { openApiDocument } from '../kernel/http/openapi.ts'
import type { Actor } from '../kernel/policy.ts'
import { liveStreams } from '../kernel/realtime.ts'
import { packageRoot } from './package-root.ts'
import { mountPages } from './pages.ts'
import { topicGuards } from './topics.ts'
import { domains } from './wiring.ts'

/** The whole site over one node: API, live streams, files of the web application and its pages. */
export async function createSite(app: App, authenticate: (token: string) => Promise<Actor>): Promise<FastifyInstance> {
  const server = await createServer({ app, domains, authenticate })
  const live = liveStreams(app.db, app.bus)
  server.addHook('onClose', async () => live.close())

  server.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) => {
    await app.db.pool.query('select 1')
    return reply.header('cache-control', 'no-store').send({ ok: true, now: app.clock.now().toISOString() })
  })

  const document = openApiDocument(domains, app.config.publicUrl)
  server.get('/api/openapi.json', async (_request, reply) => reply.send(document))

  server.get('/api/live', async (request, reply) => {
    const query = request.query as { topics?: string; after?: string }
    const asked = (query.topics ?? '')
      .split(',')
      .filter(topic => /^[a-z-]+:[A-Za-z0-9-]{1,64}$/.test(topic))
      .slice(0, 20)
    const actor = requestActor(request)
    const allowed: string[] = []
    for (const topic of asked) {
      const [kind = '', id = ''] = topic.split(':')
      if (await topicGuards[kind]?.(actor, id, app)) allowed.push(topic)
    }
    const header = request.headers['last-event-id']
    reply.hijack()
    await live.open(reply.raw, allowed, typeof header === 'string' ? header : query.after)
  })

  const web = join(packageRoot, 'dist/web')
  if (existsSync(web))
    await server.register(fastifyStatic, {
      root: web,
      prefix: '/',
      index: false,
      wildcard: false,
      immutable: true,
      maxAge: '365d',
      setHeaders(reply, path) {
        if (!path.includes('/assets/')) reply.header('cache-control', 'public, max-age=3600')
      },
    })
  await mountPages(server, app)
  return server
}
