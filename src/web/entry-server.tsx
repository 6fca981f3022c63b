import { dehydrate } from '@tanstack/react-query'
import { createMemoryHistory, rootRouteId } from '@tanstack/react-router'
import { renderToString } from 'react-dom/server'
import { App } from './app.tsx'
import { Refused, type Transport } from './call.ts'
import { documentTitle, headOf } from './head.ts'
import { type Locale, localised, splitAddress } from './i18n/locale.ts'
import type { Head, PageSpec } from './page.ts'
import { makeQueryClient } from './query-client.ts'
import { pagesFor } from './registry.ts'
import { makeRouter } from './router.tsx'
import { loadRefusals } from './refusal.tsx'
import { type Scheme, type Site, type Viewer, serverClock } from './site.tsx'
import type { PageState } from './state.ts'

export { addressForPrefixless, documentHtml } from './document.ts'
export { chooseLocale } from './i18n/locale.ts'
export { Refused } from './call.ts'
export type { Transport } from './call.ts'
export type { Viewer } from './site.tsx'

export interface RenderRequest {
  /** Path and query with the language prefix: `/zh/competitions/x?page=2`. */
  url: string
  scheme: Scheme
  viewer: Viewer
  /** The server's time, ISO 8601. */
  serverTime: string
  /** Calls a route in process as this viewer. Must throw `Refused` for a refusal. */
  call: Transport
  /** True where pages for development may be shown. */
  development: boolean
}

export interface Rendered {
  status: number
  head: Head & { title: string }
  body: string
  state: PageState
  locale: Locale
  /** The page's source file in the client manifest, to name its chunk ahead. */
  file: string | undefined
  /** Where to go instead. */
  redirect?: string
}

/** What the defaults of a viewer are: their zone, else Beijing's. */
const zoneOf = (viewer: Viewer) => viewer?.zone ?? 'Asia/Shanghai'

/**
 * Renders a page's first view. Public pages run their queries and become HTML; other pages send their frame and load in
 * the browser. Refused pages answer with the refusal's status, unknown addresses with 404, defects with 500.
 */
export const render = async (request: RenderRequest): Promise<Rendered> => {
  const split = splitAddress(request.url)
  if (!split) throw new Error('an address without a language was given to render')
  const { locale } = split
  await loadRefusals('kernel', locale)
  const site: Site = {
    locale,
    scheme: request.scheme,
    viewer: request.viewer,
    zone: zoneOf(request.viewer),
    clock: serverClock(request.serverTime),
    shown: () => undefined,
    address: split.rest,
    development: request.development,
  }
  const queries = makeQueryClient()
  const router = makeRouter({
    site,
    context: { queries, transport: request.call, locale, shellOnly: page => page.site !== 'public' },
    // The router finds the first page below its base only behind a slash: `/zh` is asked as `/zh/`.
    history: createMemoryHistory({ initialEntries: [request.url.replace(/^(\/\w+)(?=[?#]|$)/, '$1/')] }),
    browser: false,
  })
  await router.load()
  const match = router.state.matches.at(-1)
  // An unknown address ends at the root, whose own path is also the home page's.
  const current: PageSpec | undefined =
    match?.routeId === rootRouteId
      ? undefined
      : pagesFor(request.development).find(page => page.path === match?.fullPath || `${page.path}/` === match?.fullPath)
  const failed = router.state.matches.find(one => one.status === 'error')
  const status = failed ? statusOf(failed.error) : current ? 200 : 404
  const rendered = failed || !current || current.site === 'public' ? 'page' : 'frame'
  const body = renderToString(<App queries={queries} router={router} site={site} />)
  const loaded = match?.loaderData
  const head: Head =
    status === 200 && loaded?.view
      ? headOf({ ...loaded, view: loaded.view }, queries, locale)
      : { title: '', noIndex: true }
  return {
    status,
    locale,
    body,
    head: { ...head, title: documentTitle(head.title, locale) },
    file: current?.file,
    state: {
      locale,
      scheme: request.scheme,
      viewer: request.viewer,
      zone: site.zone,
      serverTime: request.serverTime,
      development: request.development,
      // A failed page is asked for again by the browser: its error cannot travel, so nothing is taken over.
      rendered: failed ? 'frame' : rendered,
      queries: dehydrate(queries),
    },
  }
}

const statusOf = (error: unknown): number => (error instanceof Refused && error.status >= 400 ? error.status : 500)

/** The address of the same page in a language, for redirects. */
export const addressIn = (address: string, locale: Locale): string => localised(address, locale)
