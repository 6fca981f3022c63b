import type { DehydratedState } from '@tanstack/react-query'
import type { Locale } from './i18n/locale.ts'
import type { Scheme, Viewer } from './site.tsx'

/** What the server hands to the browser beside the HTML, in `<script type="application/json" id="pl-state">`. */
export interface PageState {
  locale: Locale
  scheme: Scheme
  viewer: Viewer
  zone: string
  serverTime: string
  development: boolean
  /** `page`: the HTML is the page and is taken over; `frame`: only its frame was sent. */
  rendered: 'page' | 'frame'
  queries: DehydratedState
}
