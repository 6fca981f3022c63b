import type { z } from 'zod'
import { pathOf, type ReplyOf, type RouteSpec } from '../kernel/contract.ts'
import type { Mistake } from '../kernel/errors.ts'
import { splitAddress } from './i18n/locale.ts'

/** The server's "no" (problem+json), or `web.unreachable` when no answer came. Text: `useRefusal` in refusal.tsx. */
export class Refused extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  readonly errors: Mistake[]
  readonly requestId: string
  /** HTTP status; 0 when there was no answer. */
  readonly status: number

  constructor(problem: {
    code: string
    status: number
    params?: Record<string, unknown> | undefined
    errors?: Mistake[] | undefined
    requestId?: string | undefined
  }) {
    super(problem.code)
    this.name = 'Refused'
    this.code = problem.code
    this.params = problem.params ?? {}
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId ?? ''
    this.status = problem.status
  }
}

type Part<Name extends string, Shape> =
  Record<string, never> extends Shape ? { [K in Name]?: Shape } : { [K in Name]: Shape }

/** `params`, `query` and `body` of a route; parts that need nothing may be left out. */
export type CallArgs<S extends RouteSpec> = Part<'params', z.input<S['params']>> &
  Part<'query', z.input<S['query']>> &
  Part<'body', z.input<S['body']>>

export interface CallOptions {
  signal?: AbortSignal | undefined
  /** Repeats of one act carry one key, so that the act happens once. Made for you when a route creates. */
  idempotencyKey?: string | undefined
}

/** How a route is reached: over HTTP in the browser, in process during the first render. */
export type Transport = <S extends RouteSpec>(route: S, args: CallArgs<S>, options?: CallOptions) => Promise<ReplyOf<S>>

interface LooseArgs {
  params?: unknown
  query?: unknown
  body?: unknown
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const entriesOf = (part: unknown): [string, unknown][] =>
  part && typeof part === 'object' ? Object.entries(part).filter(([, value]) => value !== undefined) : []

/** The address of a route with its parameters and query, for links to raw routes such as exports. */
export const addressOf = <S extends RouteSpec>(route: S, args: Omit<CallArgs<S>, 'body'>): string => {
  const loose: LooseArgs = args
  const path = pathOf(
    route.path,
    Object.fromEntries(entriesOf(loose.params).map(([key, value]) => [key, textOf(value)])),
  )
  const search = new URLSearchParams()
  for (const [key, value] of entriesOf(loose.query)) {
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, textOf(one))
  }
  const query = search.toString()
  return query ? `${path}?${query}` : path
}

/** A random key: 128 bits, from the browser's generator also where `randomUUID` is withheld (plain HTTP). */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')

const problemOf = async (response: Response): Promise<Refused> => {
  const status = response.status
  const requestId = response.headers.get('x-request-id') ?? ''
  if (!response.headers.get('content-type')?.includes('json')) {
    return new Refused({ code: status >= 500 ? 'kernel.defect' : 'kernel.invalid-input', status, requestId })
  }
  const problem = await response.json()
  return new Refused({ requestId, ...problem, status, code: textOf(problem.code ?? 'kernel.defect') })
}

/**
 * Calls a route over HTTP with the person's session.
 * @throws Refused for every answer that is not a success, and with code `web.unreachable` when none came.
 */
export const call: Transport = async (route, args, options = {}) => {
  const headers = new Headers({ accept: 'application/json' })
  // The language of the page, not of the browser: accounts and mails begin in the language somebody is reading.
  const locale = splitAddress(globalThis.location?.pathname ?? '')?.locale
  if (locale) headers.set('x-locale', locale)
  const loose: LooseArgs = args
  if (loose.body !== undefined) headers.set('content-type', 'application/json')
  if (route.creates) headers.set('idempotency-key', options.idempotencyKey ?? newKey())
  const sendsBody = route.method !== 'GET'
  if (sendsBody) headers.set('content-type', 'application/json')
  const response = await fetch(addressOf(route, args), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    body: sendsBody ? JSON.stringify(loose.body ?? {}) : null,
    signal: options.signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refused({ code: 'web.unreachable', status: 0 })
  })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return JSON.parse('{}')
  return response.json()
}
