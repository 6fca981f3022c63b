import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import { createServer as createHttpServer } from 'node:http'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { App } from '../app.ts'
import type { RouteSpec } from '../contract.ts'
import type { Domain } from '../domain.ts'
import { refuse } from '../errors.ts'
import { registerTexts } from '../i18n.ts'
import { newId } from '../ids.ts'
import { type Actor, type Locale, locales } from '../policy.ts'
import type { Mounted, Request } from './handle.ts'
import { once, requestKey } from './idempotency.ts'
import { invalidInput, registerRefusals, sendProblem } from './problem.ts'

export interface ServerOptions {
  app: App
  domains: readonly Domain[]
  /** Who a session token belongs to; filled by the accounts domain. */
  authenticate(token: string): Promise<Actor>
}

/** `__Host-` needs https; on a plain http development site the name is bare. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-palestra' : 'palestra'
}

function localeOf(request: FastifyRequest, actor: Actor): Locale {
  const asked = request.headers['x-locale'] ?? request.cookies['pl_locale']
  const known = locales.find(locale => locale === asked)
  if (known) return known
  if (actor.kind === 'person') return actor.locale
  return (request.headers['accept-language'] ?? '').toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

const actorOf = new WeakMap<FastifyRequest, Actor>()

/** The actor found by the session hook; for raw Fastify handlers (pages, uploads, live streams). */
export function requestActor(request: FastifyRequest): Actor {
  return actorOf.get(request) ?? { kind: 'visitor' }
}

/** Writes come from our own pages: SameSite cookies, and on top of them the browser's word for where a write began. */
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refuse('kernel.foreign-origin')
  const origin = request.headers.origin
  if (origin !== undefined && origin !== publicUrl && origin !== `${request.protocol}://${request.host}`)
    throw refuse('kernel.foreign-origin')
}

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { app, domains } = options
  const { config } = app
  const loggerInstance: FastifyBaseLogger = app.log.child({ part: 'http' })
  const server = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    serverFactory: handler =>
      createHttpServer((request, response) => {
        if (!app.boards.serve(request, response)) handler(request, response)
      }),
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 300 },
  })
  for (const domain of domains) {
    registerRefusals(domain.refusals)
    registerTexts(domain.texts)
  }

  await server.register(cookie)
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameSrc: ["'self'", 'blob:'],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        ...(config.secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: config.secure,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    crossOriginEmbedderPolicy: false,
  })
  await server.register(rateLimit, {
    max: config.ratePerMinute,
    timeWindow: 60_000,
    keyGenerator: request => {
      const actor = requestActor(request)
      return actor.kind === 'person' ? actor.id : request.ip
    },
    hook: 'preHandler',
  })

  const cookieName = sessionCookieName(config.secure)
  server.addHook('onRequest', async request => {
    refuseForeignOrigin(request, config.publicUrl)
    const token = request.cookies[cookieName]
    if (token) actorOf.set(request, await options.authenticate(token))
  })
  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  server.addHook('onResponse', async (request, reply) => {
    app.log.info({
      requestId: request.id,
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
  server.setErrorHandler((error, request, reply) => sendProblem(reply, error, request.id, app.log))

  const mounted = domains.flatMap(domain => domain.routes)
  for (const one of mounted) if (!one.route.bytes) mount(server, one, app)
  await server.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    for (const one of mounted) if (one.route.bytes) mount(scope, one, app)
  })
  for (const { plugin } of domains) if (plugin) await server.register(scope => plugin(scope, app))
  return server
}

function mount(server: FastifyInstance, { route, handler }: Mounted, app: App): void {
  server.route({
    method: route.method,
    url: route.path,
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    ...(route.perMinute ? { config: { rateLimit: { max: route.perMinute, timeWindow: 60_000 } } } : {}),
    handler: async (request, reply) => {
      const prepared = prepare(route, request, reply, app)
      const answer = await handler(prepared, app)
      if (route.raw) return reply
      return reply.code(route.status).send(route.reply.parse(answer))
    },
  })
}

function prepare(route: RouteSpec, request: FastifyRequest, reply: FastifyReply, app: App): Request {
  const actor = requestActor(request)
  if (route.access !== 'public' && actor.kind !== 'person') throw refuse('kernel.sign-in-required')
  if (route.access === 'platform' && actor.kind === 'person' && actor.platformRoles.length === 0)
    throw refuse('kernel.not-allowed')
  const params = parsePart('params', route.params, request.params)
  const query = parsePart('query', route.query, request.query)
  const body = route.raw && request.body === undefined ? undefined : parsePart('body', route.body, request.body ?? {})
  const header = request.headers['idempotency-key']
  const idempotencyKey = typeof header === 'string' && header.length >= 8 && header.length <= 255 ? header : undefined
  if (route.creates && idempotencyKey === undefined) throw refuse('kernel.idempotency-key-missing')
  return {
    params,
    query,
    body,
    actor,
    get person() {
      if (actor.kind !== 'person') throw refuse('kernel.sign-in-required')
      return actor
    },
    locale: localeOf(request, actor),
    requestId: request.id,
    address: request.ip,
    idempotencyKey,
    transact: work =>
      app.db.transaction(tx => {
        if (!route.creates || idempotencyKey === undefined) return work(tx)
        const scope = actor.kind === 'person' ? actor.id : 'visitor'
        const key = requestKey(scope, idempotencyKey, route.name, { params, query, body }, app.secrets)
        return once(tx, key, route.status, app.clock.now(), async () => route.reply.parse(await work(tx)))
      }),
    http: { request, reply },
  }
}

function parsePart(part: string, schema: RouteSpec['params'], value: unknown): unknown {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw invalidInput(part, parsed.error)
  return parsed.data
}
