import type { readDesk } from '../../../domains/uploads/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'

export type Desk = ReplyOf<typeof readDesk>
export type Slot = Desk['window']['slots'][number]

/** A file that has arrived and stands in a slot. */
export interface PlacedFile {
  slot: string
  id: string
  name: string
  bytes: number
  arrivedAt: string
}

export interface Work {
  answers: Record<string, unknown>
  files: PlacedFile[]
}
