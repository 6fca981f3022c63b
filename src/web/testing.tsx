import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { standingClock } from '../kernel/clock.ts'
import type { Locale } from './i18n/locale.ts'
import { makeQueryClient } from './query-client.ts'
import { type Site, SiteProvider } from './site.tsx'

/** A site that stands at one second, for tests of parts and pages. */
export const testSite = (part: Partial<Site> = {}): Site => ({
  locale: 'zh-CN',
  scheme: 'light',
  viewer: null,
  zone: 'Asia/Shanghai',
  clock: standingClock('2026-11-22T06:32:07Z'),
  shown: () => undefined,
  address: '/',
  development: false,
  ...part,
})

/** A part as HTML, without a browser. */
export const html = (node: ReactNode, locale: Locale = 'zh-CN', part: Partial<Site> = {}): string =>
  renderToStaticMarkup(
    <QueryClientProvider client={makeQueryClient()}>
      <SiteProvider site={testSite({ locale, ...part })}>{node}</SiteProvider>
    </QueryClientProvider>,
  )
