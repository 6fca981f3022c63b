import { createContext, type ReactNode, useContext } from 'react'
import { addMs, type Clock, instant, monotonicMs } from '../kernel/clock.ts'
import type { Locale, Person } from '../kernel/policy.ts'

export type Scheme = 'auto' | 'light' | 'dark'

/** The signed-in person as pages may know them; null for a visitor. */
export type Viewer = Omit<Person, 'kind' | 'sessionId'> | null

/** What every part of a page may ask about the reader and the moment. */
export interface Site {
  locale: Locale
  scheme: Scheme
  viewer: Viewer
  /** IANA zone times are shown in where the page does not say otherwise: the person's, else Beijing's. */
  zone: string
  /** The server's time, carried forward by a clock that only grows. The reader's own clock is never asked. */
  clock: Clock
  /** Told by the first page that stands on screen: from then on the clock runs. */
  shown: () => void
  /** The address without its language prefix. Empty before the router has one. */
  address: string
  /** True where parts of the site that are not for the public may be shown (/dev). */
  development: boolean
}

/**
 * A clock that starts at the server's time and advances with the machine's monotonic counter. It stands still until
 * `run`, so that the browser's first render shows the very second the server rendered.
 */
export const serverClock = (serverTime: string): Clock & { run(): void } => {
  const start = instant(serverTime)
  const began = monotonicMs()
  let running = false
  return {
    now: () => (running ? addMs(start, monotonicMs() - began) : start),
    run: () => {
      running = true
    },
  }
}

const SiteContext = createContext<Site | null>(null)

export const SiteProvider = ({ site, children }: { site: Site; children: ReactNode }) => (
  <SiteContext.Provider value={site}>{children}</SiteContext.Provider>
)

export const useSite = (): Site => {
  const site = useContext(SiteContext)
  if (!site) throw new Error('a part was rendered outside its site')
  return site
}
