import { refuse } from './errors.ts'

export type Locale = 'zh-CN' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'en']

/** Somebody without a session. */
export interface Visitor {
  kind: 'visitor'
}

/** A signed-in person with everything policies may ask about without another read. */
export interface Person {
  kind: 'person'
  id: string
  sessionId: string
  email: string
  emailVerified: boolean
  name: string
  locale: Locale
  /** IANA zone name. */
  zone: string
  /** `operator`, `support`, `finance` of the whole platform. */
  platformRoles: string[]
  /** One row per organisation the person works for. */
  staff: { organisationId: string; roles: string[] }[]
}

export type Actor = Visitor | Person

/** A command's first act after loading: `authorise(can.review(actor, entry))`. */
export function authorise(allowed: boolean, code = 'kernel.not-allowed', params?: Record<string, unknown>): void {
  if (!allowed) throw refuse(code, params)
}

/** For things whose very existence is a secret from those who may not see them. */
export function found<T>(row: T | null | undefined, visible = true): T {
  if (row === null || row === undefined || !visible) throw refuse('kernel.not-found')
  return row
}
