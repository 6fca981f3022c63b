import { mayWatchOrder } from '../domains/commerce/index.ts'
import type { App } from '../kernel/app.ts'
import type { Actor } from '../kernel/policy.ts'

/** Who may watch a live topic `kind:id`. A kind without a guard cannot be watched. */
export const topicGuards: Record<string, (actor: Actor, id: string, app: App) => Promise<boolean>> = {
  person: async (actor, id) => actor.kind === 'person' && actor.id === id,
  order: mayWatchOrder,
}
