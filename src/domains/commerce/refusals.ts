/** Refusal code → HTTP status. */
export const refusals = {
  'commerce.order-not-open': 409,
  'commerce.nothing-to-refund': 409,
  'commerce.refund-too-large': 422,
} as const satisfies Record<string, number>
