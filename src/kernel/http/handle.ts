import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteSpec } from '../contract.ts'
import type { Tx } from '../db.ts'
import type { Actor, Locale, Person } from '../policy.ts'

export interface Request<S extends RouteSpec = RouteSpec> {
  params: ParamsOf<S>
  query: QueryOf<S>
  body: BodyOf<S>
  actor: Actor
  /** The signed-in person; on a public route, ask `actor` instead. Throws 401 for a visitor. */
  person: Person
  locale: Locale
  requestId: string
  /** Client address, as far as the proxy settings allow to know it. */
  address: string
  idempotencyKey: string | undefined
  /**
   * Runs a command in a transaction. On a route that creates, the reply is stored under the request's idempotency key in
   * the same transaction: a repeat of the request returns it and runs nothing.
   */
  transact(this: void, work: (tx: Tx) => Promise<ReplyOf<S>>): Promise<ReplyOf<S>>
  http: { request: FastifyRequest; reply: FastifyReply }
}

export type Handler<S extends RouteSpec> = (request: Request<S>, app: App) => Promise<ReplyOf<S>>

export interface Mounted {
  route: RouteSpec
  handler: (request: Request, app: App) => Promise<unknown>
}

/** Binds a route to its handler. */
export function handle<S extends RouteSpec>(route: S, handler: Handler<S>): Mounted {
  return { route, handler: handler as Mounted['handler'] }
}
