import {
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { ReplyOf, RouteSpec } from '../kernel/contract.ts'
import { type CallArgs, type CallOptions, type Refused, type Transport, call, newKey } from './call.ts'

/** One read a page needs: a route with its arguments. */
export interface Query<R> {
  key: readonly [string, unknown]
  run(transport: Transport, signal?: AbortSignal): Promise<R>
}

/** `query(contract.competition, { params: { slug } })` */
export const query = <S extends RouteSpec>(route: S, args: CallArgs<S>): Query<ReplyOf<S>> => ({
  key: [route.name, args],
  run: (transport, signal) => transport(route, args, { signal }),
})

/** Options for react-query; the browser always reads over HTTP. */
export const optionsOf = <R>(wanted: Query<R>) => ({
  queryKey: wanted.key,
  queryFn: ({ signal }: { signal: AbortSignal }) => wanted.run(call, signal),
})

export interface QueryOptions {
  enabled?: boolean
  /** Milliseconds between repeated reads while the page is open. */
  every?: number
  /** Show the last rows while the next page of a list loads. */
  keepPrevious?: boolean
}

/** Reads a route while a part is on screen. `error` is a Refused. */
export const useQueryOf = <S extends RouteSpec>(
  route: S,
  args: CallArgs<S>,
  options: QueryOptions = {},
): UseQueryResult<ReplyOf<S>, Refused> =>
  useQuery<ReplyOf<S>, Refused>({
    ...optionsOf(query(route, args)),
    enabled: options.enabled ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })

/** Marks every read of these routes as old: what is on screen is read again. */
export const invalidate = (client: QueryClient, routes: readonly RouteSpec[]): Promise<unknown> =>
  Promise.all(routes.map(route => client.invalidateQueries({ queryKey: [route.name] })))

export interface CommandOptions<S extends RouteSpec> {
  /** Reads that this act makes old. */
  invalidates?: readonly RouteSpec[]
  onSuccess?: (reply: ReplyOf<S>) => void | Promise<void>
}

/**
 * An act. `const enter = useCommand(contract.enter, { invalidates: [contract.mine] })`, then `enter.mutate(args)`;
 * `enter.error` is a Refused. A repeat of the same arguments after a failure carries the same idempotency key.
 */
export const useCommand = <S extends RouteSpec>(
  route: S,
  options: CommandOptions<S> = {},
): UseMutationResult<ReplyOf<S>, Refused, CallArgs<S>> => {
  const client = useQueryClient()
  const attempt = useRef<{ asked: string; key: string } | null>(null)
  return useMutation<ReplyOf<S>, Refused, CallArgs<S>>({
    mutationFn: args => {
      const asked = JSON.stringify(args)
      if (attempt.current?.asked !== asked) attempt.current = { asked, key: newKey() }
      const callOptions: CallOptions = { idempotencyKey: attempt.current.key }
      return call(route, args, callOptions)
    },
    onSuccess: async reply => {
      attempt.current = null
      if (options.invalidates) await invalidate(client, options.invalidates)
      await options.onSuccess?.(reply)
    },
  })
}
