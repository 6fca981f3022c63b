import type { Page } from 'playwright-core'

/** Who looks: an e-mail address of the demonstration's people, by role. */
export type Role =
  | 'visitor'
  | 'contestant'
  | 'owner'
  | 'reviewer'
  | 'finance'
  | 'judge'
  | 'lead'
  | 'supervisor'
  | 'operator'

/** One page for `npm run shots`. */
export interface Shot {
  name: string
  /** Address without the language prefix. */
  path: string
  as: Role
  /** Brings the page into the state to be seen. */
  prepare?: (page: Page) => Promise<void>
  /** For pages that show parts rather than use them: more than one seal fill is right. */
  manySeals?: boolean
}
