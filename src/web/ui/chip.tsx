import type { ReactNode } from 'react'
import { classes } from './class-names.ts'

/**
 * Shape first, colour second: ○ draft, ◐ held, progress or provisional, ◐ azurite review (back in review), ◇ needs you,
 * ● confirmed, ● current, — rejected, ■ sealed. `plain` is for versions and facts.
 */
export type ChipKind =
  | 'draft'
  | 'held'
  | 'progress'
  | 'review'
  | 'needs'
  | 'confirmed'
  | 'current'
  | 'rejected'
  | 'sealed'
  | 'plain'

export const Chip = ({ kind = 'plain', children }: { kind?: ChipKind; children: ReactNode }) => (
  <span className={classes('pl-chip', kind !== 'draft' && `pl-chip-${kind}`)}>{children}</span>
)
