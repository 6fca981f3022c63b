import { z } from 'zod'

/** Browser-safe: a route is a value that server, browser, OpenAPI document and tests all read. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call at all; finer permission is the handler's `authorise(can.x(…))`.
 * `public`: anyone · `signed-in`: any person · `platform`: a person with a platform role.
 */
export type Access = 'public' | 'signed-in' | 'platform'

export interface RouteSpec<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> {
  /** `entries.enter`: domain, then verb phrase. Unique. */
  name: string
  method: Method
  /** Fastify style: `/api/competitions/:competitionId/entries`. */
  path: string
  access: Access
  /** One sentence for the API document. */
  summary: string
  params: P
  query: Q
  body: B
  reply: R
  status: number
  /** Refusal codes this route can give beyond the kernel's. */
  refusals: readonly string[]
  /** True when it creates something: an Idempotency-Key header is then required. */
  creates: boolean
  /** Replies with bytes, a stream or a redirect that the handler sends itself; `reply` is not parsed. */
  raw: boolean
  /** The body reaches the handler as the bytes that came, unparsed: for signed notices of other systems. */
  bytes?: boolean
  /** Requests a minute per person (or address for visitors); unset takes the site's default. */
  perMinute?: number
  /** Largest body in bytes; unset takes the site's 1 MiB. */
  bodyLimit?: number
}

const nothing = z.strictObject({})
type Nothing = typeof nothing

/** Declares a route. Unset parts are empty objects. */
export function route<
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = Nothing,
>(spec: {
  name: string
  method: Method
  path: string
  access: Access
  summary: string
  params?: P
  query?: Q
  body?: B
  reply?: R
  status?: number
  refusals?: readonly string[]
  creates?: boolean
  raw?: boolean
  bytes?: boolean
  perMinute?: number
  bodyLimit?: number
}): RouteSpec<P, Q, B, R> {
  return {
    status: spec.creates ? 201 : 200,
    refusals: [],
    creates: false,
    raw: false,
    ...spec,
    params: (spec.params ?? nothing) as P,
    query: (spec.query ?? nothing) as Q,
    body: (spec.body ?? nothing) as B,
    reply: (spec.reply ?? nothing) as R,
  }
}

export type ParamsOf<S extends RouteSpec> = z.output<S['params']>
export type QueryOf<S extends RouteSpec> = z.output<S['query']>
export type BodyOf<S extends RouteSpec> = z.output<S['body']>
export type ReplyOf<S extends RouteSpec> = z.output<S['reply']>
/** What a caller sends, before defaults are filled in. */
export type QueryInputOf<S extends RouteSpec> = z.input<S['query']>
export type BodyInputOf<S extends RouteSpec> = z.input<S['body']>

/** Fills `:name` places of a path. */
export function pathOf(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/* Shapes that every contract uses. */
export const uuid = z.uuid()
export const localeCode = z.enum(['zh-CN', 'en'])
/** An instant on the wire: ISO 8601 with offset or Z. */
export const isoInstant = z.iso.datetime({ offset: true })
/** Text in both languages; the other language is shown when one is empty. */
export const bilingual = z.strictObject({ 'zh-CN': z.string().max(20_000), en: z.string().max(20_000) })
export type Bilingual = z.infer<typeof bilingual>
/** Money on the wire: minor units as a decimal string. */
export const moneyWire = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  minor: z.string().regex(/^-?\d{1,18}$/),
})
export type MoneyWire = z.infer<typeof moneyWire>

/** Query of a list: page from 1, rows a page, sort as `column` or `-column`. */
export const listQuery = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
  sort: z.string().max(60).optional(),
  search: z.string().trim().max(200).optional(),
}
/** Reply of a list. */
export function listReply<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), total: z.number().int(), page: z.number().int(), size: z.number().int() })
}
