import type { ReactNode } from 'react'
import type { Locale } from './i18n/locale.ts'
import type { Query } from './queries.ts'
import type { IconName } from './ui/icon-names.ts'

/** Which frame a page stands in (LANGUAGE.md 11). `room`, `judge` and `bare` draw their own bars. */
export type Site = 'public' | 'me' | 'console' | 'desk' | 'room' | 'judge' | 'bare'

/** A place in the organiser's rail. `label` is a key of the shell's catalogue under `rail`. */
export interface RailPlace {
  group: 'edition' | 'talk' | 'business'
  icon: IconName
  label: string
  order: number
}

/** What `routes.ts` says about a page. It is loaded with the first page, so it must stay tiny: no contracts, no parts. */
export interface PageSpec {
  /** TanStack path without the language: `/competitions/$slug`. */
  path: string
  site: Site
  load: () => Promise<{ view: AnyView }>
  /** Shown in the organiser's rail when set. */
  rail?: RailPlace
  /** Only outside production, or with the setting on. */
  development?: boolean
  /** The page's source file; filled in by the build so that the server can name its chunk. */
  file?: string
}

/** `export const pages = [page({ path, site, load: () => import('./competition-page.tsx') })]` in `routes.ts`. */
export const page = (spec: PageSpec): PageSpec => spec

export type Params<P extends string> = {
  [K in P extends `${string}$${infer Rest}` ? NamesIn<`$${Rest}`> : never]: string
}
type NamesIn<P extends string> = P extends `${string}$${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : P extends `${string}$${infer Name}`
    ? Name
    : never

/** The query string as text; every page reads only the keys it knows. */
export type Search = Readonly<Record<string, string>>

type Replies<Q extends readonly Query<unknown>[]> = { [I in keyof Q]: Q[I] extends Query<infer R> ? R : never }

export interface Head {
  title: string
  description?: string
  /** Absolute path of a picture for link previews. */
  image?: string
  jsonLd?: Record<string, unknown>
  /** Kept out of search engines. */
  noIndex?: boolean
}

export interface PageProps<P extends string, Q extends readonly Query<unknown>[]> {
  params: Params<P>
  search: Search
  /** Replies of `queries`, in order, kept fresh. */
  data: Replies<Q>
}

/**
 * A view of any page, as the router sees it. Methods on purpose: their parameters are compared both ways, so that a page
 * with named params and typed replies is a view. The path gave the params their names and replies come in order.
 */
export interface AnyView {
  path: string
  queries(args: { params: Record<string, string>; search: Search }): readonly Query<unknown>[]
  head(args: { data: readonly unknown[]; params: Record<string, string>; search: Search; locale: Locale }): Head
  Page: {
    render(props: { params: Record<string, string>; search: Search; data: readonly unknown[] }): ReactNode
  }['render']
}

/**
 * What a page's lazy module exports: `export const view = viewOf('/competitions/$slug', { queries, head, Page })`.
 * The path is the one in `routes.ts`; it types `params`. A test compares the two.
 */
export const viewOf = <const P extends string, const Q extends readonly Query<unknown>[] = readonly []>(
  path: P,
  parts: {
    queries?: (args: { params: Params<P>; search: Search }) => Q
    head: (args: { data: Replies<Q>; params: Params<P>; search: Search; locale: Locale }) => Head
    Page: (props: PageProps<P, Q>) => ReactNode
  },
): AnyView => ({ queries: () => [], ...parts, path })
