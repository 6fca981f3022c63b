/** One mistake in an input: where it is, which rule it breaks, and the figures the sentence needs. */
export interface Mistake {
  path: string
  code: string
  params?: Record<string, unknown>
}

/**
 * A business "no". It is thrown, because a throw rolls the transaction back; on the wire it becomes
 * application/problem+json (RFC 9457) with this code. Texts live in the domains' catalogues.
 */
export class Refusal extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  readonly mistakes: Mistake[]

  constructor(code: string, params: Record<string, unknown> = {}, mistakes: Mistake[] = []) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.mistakes = mistakes
  }
}

/** Makes a refusal: `throw refuse('entries.full', { limit })`. */
export function refuse(code: string, params?: Record<string, unknown>, mistakes?: Mistake[]): Refusal {
  return new Refusal(code, params, mistakes)
}

/** Refusals the kernel itself can give, with their HTTP status. */
export const kernelRefusals = {
  'kernel.invalid-input': 422,
  'kernel.sign-in-required': 401,
  'kernel.not-allowed': 403,
  'kernel.not-found': 404,
  'kernel.idempotency-key-missing': 400,
  'kernel.idempotency-key-reused': 422,
  'kernel.busy': 503,
  'kernel.too-many-requests': 429,
  'kernel.foreign-origin': 403,
  'kernel.body-too-large': 413,
  'kernel.changed-meanwhile': 409,
} as const
