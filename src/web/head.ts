import type { QueryClient } from '@tanstack/react-query'
import type { Locale } from './i18n/locale.ts'
import type { AnyView, Head, Search } from './page.ts'
import { shellWords } from './shell/words.ts'

/** The head of a loaded page, from the replies its queries left in the cache. */
export const headOf = (
  loaded: { view: AnyView; params: Record<string, string>; search: Search },
  queries: QueryClient,
  locale: Locale,
): Head => {
  const wanted = loaded.view.queries(loaded)
  const data = wanted.map(one => queries.getQueryData(one.key))
  return loaded.view.head({ data, params: loaded.params, search: loaded.search, locale })
}

/** `Delta Challenge · Palestra`; a page whose title is the site's own name stands alone. */
export const documentTitle = (title: string | undefined, locale: Locale): string => {
  const brand = shellWords.in(locale)('footer.site')
  return title && title !== brand ? `${title} · ${brand}` : brand
}
