import { type QueryClient, useQueries } from '@tanstack/react-query'
import {
  type AnyRouter,
  Outlet,
  type RouterHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  useLoaderData,
  useRouterState,
} from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import { Refused, type Transport } from './call.ts'
import { type Locale, prefixOf, splitAddress } from './i18n/locale.ts'
import type { AnyView, PageSpec, Search } from './page.ts'
import { optionsOf, type Query } from './queries.ts'
import { loadRefusals } from './refusal.tsx'
import { pagesFor } from './registry.ts'
import { Frame } from './shell/frame.tsx'
import { NotFound, PageFailure, PagePending } from './shell/states.tsx'
import { type Site, SiteProvider, useSite } from './site.tsx'

export interface RouterContext {
  queries: QueryClient
  transport: Transport
  locale: Locale
  /** On the server, pages that are not public are not run: only their frame is sent. */
  shellOnly: (page: PageSpec) => boolean
}

/** Plain query strings: every value is text, the last of repeated keys wins. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
const stringifySearch = (search: Record<string, unknown>): string => {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') query.set(key, value)
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

interface Loaded {
  view: AnyView | null
  params: Record<string, string>
  search: Search
}

const PageBody = ({ loaded, view }: { loaded: Loaded; view: AnyView }) => {
  const { shown } = useSite()
  useEffect(() => shown(), [shown])
  const wanted = useMemo(() => view.queries({ params: loaded.params, search: loaded.search }), [view, loaded])
  const results = useQueries({ queries: wanted.map(one => optionsOf(one)) })
  const failed = results.find(result => result.error && result.data === undefined)
  if (failed?.error) throw failed.error
  if (results.some(result => result.data === undefined)) return <PagePending />
  return <view.Page params={loaded.params} search={loaded.search} data={results.map(result => result.data)} />
}

const RoutedPage = () => {
  const loaded: Loaded | undefined = useLoaderData({ strict: false })
  if (!loaded?.view) return <PagePending />
  return <PageBody loaded={loaded} view={loaded.view} />
}

const readAhead = async (wanted: readonly Query<unknown>[], context: RouterContext): Promise<void> => {
  await Promise.all(
    wanted.map(one =>
      context.queries.ensureQueryData({
        queryKey: one.key,
        queryFn: ({ signal }) => one.run(context.transport, signal),
        revalidateIfStale: true,
      }),
    ),
  )
}

/** Puts the page's address into what parts may ask, so that tabs and rails know where they are. */
const SiteWithAddress = ({ site, children }: { site: Site; children: ReactNode }) => {
  const href = useRouterState<AnyRouter, string>({ select: state => state.location.href })
  const current = useMemo(() => ({ ...site, address: splitAddress(href)?.rest ?? href }), [site, href])
  return <SiteProvider site={current}>{children}</SiteProvider>
}

const Root = () => {
  const path = useRouterState<AnyRouter, string>({ select: state => state.matches.at(-1)?.fullPath ?? '' })
  const { development } = useSite()
  const page = pagesFor(development).find(one => one.path === path || `${one.path}/` === path)
  return (
    <Frame site={page?.site ?? 'public'}>
      <Outlet />
    </Frame>
  )
}

export const makeRouter = (options: {
  site: Site
  context: RouterContext
  history: RouterHistory
  /** The browser remembers where each page was scrolled to; the server must not write its script. */
  browser: boolean
}) => {
  const root = createRootRouteWithContext<RouterContext>()({
    component: () => (
      <SiteWithAddress site={options.site}>
        <Root />
      </SiteWithAddress>
    ),
    notFoundComponent: () => <NotFound />,
  })
  const children = pagesFor(options.site.development).map(page =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      loaderDeps: ({ search }: { search: Record<string, unknown> }) => search,
      loader: async ({ context, params, deps }): Promise<Loaded> => {
        const search: Search = Object.fromEntries(
          Object.entries(deps).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        )
        const loaded: Loaded = { view: null, params: { ...params }, search }
        if (context.shellOnly(page)) return loaded
        const { view } = await page.load()
        try {
          await readAhead(view.queries(loaded), context)
        } catch (error) {
          if (error instanceof Refused) await loadRefusals(error.code.split('.')[0] ?? '', context.locale)
          throw error
        }
        return { ...loaded, view }
      },
      component: RoutedPage,
    }),
  )
  return createRouter({
    routeTree: root.addChildren(children),
    basepath: `/${prefixOf(options.site.locale)}`,
    history: options.history,
    context: options.context,
    parseSearch,
    stringifySearch,
    defaultPreloadStaleTime: 0,
    defaultStaleTime: 0,
    defaultPendingMs: 400,
    defaultPendingMinMs: 0,
    defaultPendingComponent: () => <PagePending />,
    defaultErrorComponent: ({ error, reset }) => <PageFailure error={error} onRetry={reset} />,
    defaultNotFoundComponent: () => <NotFound />,
    scrollRestoration: options.browser,
    trailingSlash: 'never',
  })
}
