import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { localised } from '../i18n/locale.ts'
import { useSite } from '../site.tsx'

type Router = ReturnType<typeof useRouter>

/** The router, where there is one: parts are also drawn without it, in tests and in mail previews. */
const useRouterIfAny = (): Router | undefined => useRouter({ warn: false })

const isPage = (to: string) =>
  to.startsWith('/') && !to.startsWith('//') && !to.startsWith('/api/') && !to.startsWith('/files/')

/** How to move to another page: `go('/me')`. Addresses carry no language. */
export const useGo = (): ((to: string, options?: { replace?: boolean }) => void) => {
  const router = useRouterIfAny()
  const { locale } = useSite()
  return (to, options) => {
    const address = localised(to, locale)
    if (options?.replace) router?.history.replace(address)
    else router?.history.push(address)
  }
}

/** Changes keys of the query string and keeps the rest; undefined or '' takes a key out. Replaces the address. */
export const useSetSearch = (): ((changes: Record<string, string | undefined>) => void) => {
  const router = useRouterIfAny()
  return changes => {
    if (!router) return
    const { pathname, search } = new URL(router.history.location.href, 'http://page')
    const query = new URLSearchParams(search)
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined || value === '') query.delete(key)
      else query.set(key, value)
    }
    const text = query.toString()
    router.history.replace(text ? `${pathname}?${text}` : pathname)
  }
}

export interface LinkProps {
  /** `/competitions/x?page=2` without the language, `#part`, or a whole address elsewhere. */
  to: string
  children: ReactNode
  className?: string | undefined
  /** Off for links that must not look like text links (rows, tabs, buttons). */
  plain?: boolean | undefined
  current?: boolean | 'page' | 'step' | undefined
  label?: string | undefined
  download?: boolean | undefined
  lang?: string | undefined
  onClick?: ((event: MouseEvent<HTMLAnchorElement>) => void) | undefined
}

const wantsNewPlace = (event: MouseEvent<HTMLAnchorElement>) =>
  event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey

/** A link inside the site moves without a reload and fetches ahead when pointed at; others are ordinary links. */
export const Link = ({ to, children, className, plain, current, label, download, lang, onClick }: LinkProps) => {
  const router = useRouterIfAny()
  const { locale } = useSite()
  const inside = isPage(to) && !download
  const href = inside ? localised(to, locale) : to
  const outside = /^https?:/.test(to)
  const ahead = () => {
    if (inside && router) void router.preloadRoute({ to: to.split(/[?#]/)[0] ?? to }).catch(() => undefined)
  }
  return (
    <a
      href={href}
      className={className ?? (plain ? undefined : 'pl-link')}
      aria-current={current === true ? 'page' : current || undefined}
      aria-label={label}
      download={download || undefined}
      lang={lang}
      rel={outside ? 'noopener' : undefined}
      onMouseEnter={ahead}
      onFocus={ahead}
      onClick={event => {
        onClick?.(event)
        if (event.defaultPrevented || !inside || !router || wantsNewPlace(event)) return
        event.preventDefault()
        router.history.push(href)
      }}
    >
      {children}
    </a>
  )
}
