/** Refusal code → HTTP status. */
export const refusals = {
  'payments.provider-unavailable': 422,
  'payments.sandbox-ended': 409,
} as const satisfies Record<string, number>
