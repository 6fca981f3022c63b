/** The kinds of account a book may hold, by the part of the code before the colon, and what each promises. */
const kinds = {
  provider_clearing: { normalSide: 'debit', mayGoNegative: true },
  receivable: { normalSide: 'debit', mayGoNegative: true },
  liability: { normalSide: 'credit', mayGoNegative: true },
  revenue: { normalSide: 'credit', mayGoNegative: true },
  expense: { normalSide: 'debit', mayGoNegative: true },
  suspense: { normalSide: 'credit', mayGoNegative: true },
} as const satisfies Record<string, { normalSide: Side; mayGoNegative: boolean }>

/** What is owed to somebody by name is never paid out twice: these do not fall below nothing. */
const neverNegative = ['liability:payee', 'liability:prize_pool', 'liability:wallet', 'liability:points']

export type Side = 'debit' | 'credit'

export interface AccountKind {
  normalSide: Side
  mayGoNegative: boolean
}

/** Throws for a code outside the chart: an account nobody planned is a defect. */
export function accountKind(code: string): AccountKind {
  const kind = Object.entries(kinds).find(([name]) => code.startsWith(`${name}:`))?.[1]
  if (!kind) throw new Error(`no such account: ${code}`)
  const bound = neverNegative.some(prefix => code === prefix || code.startsWith(`${prefix}:`))
  return bound ? { ...kind, mayGoNegative: false } : kind
}

/** The accounts that orders and payments use, by what they are for. */
export const account = {
  clearing: (provider: string) => `provider_clearing:${provider}`,
  buyers: 'receivable:buyer',
  unfulfilled: 'liability:unfulfilled',
  overpaid: 'suspense:overpaid',
  quarantine: 'suspense:quarantine',
  revenue: (kind: string) => `revenue:${kind}`,
} as const
