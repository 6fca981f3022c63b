import { QueryClient } from '@tanstack/react-query'
import { Refused } from './call.ts'

/** A "no" is final; only an answer that never came, or a defect, is asked for again. */
const shouldAskAgain = (failures: number, error: unknown): boolean =>
  failures < 2 && (!(error instanceof Refused) || error.status === 0 || error.status === 503)

export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: shouldAskAgain, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  })
