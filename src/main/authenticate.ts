import type { App } from '../kernel/app.ts'
import type { Actor } from '../kernel/policy.ts'

/** Who a session token belongs to. Accounts answers; until its face stands, everybody is a visitor. */
export function authenticator(_app: App): (token: string) => Promise<Actor> {
  return async () => ({ kind: 'visitor' })
}
