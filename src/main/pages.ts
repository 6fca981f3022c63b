import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../kernel/app.ts'
import { pathOf, type RouteSpec } from '../kernel/contract.ts'
import { refuse } from '../kernel/errors.ts'
import { requestActor } from '../kernel/http/server.ts'
import type * as EntryServer from '../web/entry-server.tsx'
import type { Manifest } from '../web/document.ts'
import { packageRoot } from './package-root.ts'

type Renderer = typeof EntryServer

interface Renderers {
  manifest: Manifest | null
  load(): Promise<Renderer>
  /** In development vite adds what its pages need to reload in place: an inline script and a socket. */
  develop?(url: string, html: string): Promise<string>
}

const built = {
  manifest: join(packageRoot, 'dist/web/.vite/manifest.json'),
  server: join(packageRoot, 'dist/web-server/entry-server.js'),
}

/** The built pages, or in development without a build vite's own server in middleware mode. */
async function renderers(server: FastifyInstance): Promise<Renderers> {
  if (process.env['PALESTRA_VITE'] !== '1' && existsSync(built.server) && existsSync(built.manifest)) {
    const manifest: Manifest = JSON.parse(readFileSync(built.manifest, 'utf8'))
    const loaded: Renderer = await import(/* @vite-ignore */ built.server)
    return { manifest, load: async () => loaded }
  }
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: packageRoot,
    // Hot reload over the site's own port: a fixed one would be fought over by two sites on one machine.
    server: { middlewareMode: true, hmr: { server: server.server } },
    appType: 'custom',
    logLevel: 'warn',
  })
  server.addHook('onClose', () => vite.close())
  server.addHook('onRequest', async (request, reply) => {
    // Routes of the API may end like a picture (a badge) and are never vite's.
    if (request.url.startsWith('/api/')) return
    if (!/^\/(@|src\/|node_modules\/|assets\/|fonts\/)|\.(svg|png|ico|woff2)(\?|$)/.test(request.url)) return
    reply.hijack()
    vite.middlewares(request.raw, reply.raw, () => reply.raw.writeHead(404).end())
  })
  return {
    manifest: null,
    load: async () => (await vite.ssrLoadModule('/src/web/entry-server.tsx')) as Renderer,
    develop: (url, html) => vite.transformIndexHtml(url, html),
  }
}

/** Calls a route in process as the viewer whose page is being rendered: the same guards, the same bytes. */
function transportFor(
  server: FastifyInstance,
  request: FastifyRequest,
  locale: string,
  renderer: Renderer,
): EntryServer.Transport {
  const call = async (
    route: RouteSpec,
    args: { params?: Record<string, unknown>; query?: Record<string, unknown> },
  ) => {
    const texts = (part: Record<string, unknown> | undefined): Record<string, string> =>
      Object.fromEntries(
        Object.entries(part ?? {}).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
        ),
      )
    const query = new URLSearchParams(texts(args.query)).toString()
    const answer = await server.inject({
      method: route.method,
      url: pathOf(route.path, texts(args.params)) + (query ? `?${query}` : ''),
      headers: { cookie: request.headers.cookie ?? '', 'x-locale': locale },
      remoteAddress: request.ip,
    })
    const body = answer.json()
    if (answer.statusCode >= 400)
      throw new renderer.Refused({
        code: body.code ?? 'kernel.defect',
        status: answer.statusCode,
        params: body.params,
        errors: body.errors,
        requestId: body.requestId,
      })
    return body
  }
  // The reply is typed by the route's schema, which the server has just parsed it with.
  return call as EntryServer.Transport
}

function schemeOf(request: FastifyRequest): 'auto' | 'light' | 'dark' {
  const cookie = request.cookies['pl_scheme']
  return cookie === 'light' || cookie === 'dark' ? cookie : 'auto'
}

/** Every address that is not an API route or a file is a page. */
export async function mountPages(server: FastifyInstance, app: App): Promise<void> {
  const pages = await renderers(server)

  const page = async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.url.startsWith('/api/')) throw refuse('kernel.not-found')
    const renderer = await pages.load()
    const actor = requestActor(request)
    const elsewhere = renderer.addressForPrefixless(request.url, {
      cookie: request.cookies['pl_locale'],
      person: actor.kind === 'person' ? actor.locale : undefined,
      acceptLanguage: request.headers['accept-language'],
    })
    if (elsewhere !== null)
      return reply
        .header('vary', 'accept-language, cookie')
        .header('cache-control', 'no-store')
        .redirect(elsewhere, 302)
    const scheme = schemeOf(request)
    const locale = request.url.startsWith('/en') ? 'en' : 'zh-CN'
    const {
      kind: _kind,
      sessionId: _session,
      ...viewer
    } = actor.kind === 'person' ? actor : { kind: null, sessionId: null }
    const rendered = await renderer.render({
      url: request.url,
      scheme,
      viewer: actor.kind === 'person' ? (viewer as Omit<typeof actor, 'kind' | 'sessionId'>) : null,
      serverTime: app.clock.now().toISOString(),
      call: transportFor(server, request, locale, renderer),
      development: !app.config.production,
    })
    if (rendered.redirect) return reply.redirect(rendered.redirect, 302)
    const html = renderer.documentHtml({
      manifest: pages.manifest,
      rendered,
      origin: app.config.publicUrl,
      url: request.url,
      scheme,
    })
    if (pages.develop)
      reply.header('content-security-policy', "default-src 'self' 'unsafe-inline' 'unsafe-eval' ws: data: blob:")
    return reply
      .code(rendered.status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-language', locale)
      .send(pages.develop ? await pages.develop(request.url, html) : html)
  }
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw refuse('kernel.not-found')
    return page(request, reply)
  })
}
