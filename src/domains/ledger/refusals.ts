/** Refusal code → HTTP status. */
export const refusals = {} as const satisfies Record<string, number>
