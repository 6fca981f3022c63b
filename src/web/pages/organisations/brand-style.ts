import type { CSSProperties } from 'react'
import { brandColours } from '../../../domains/organisations/brand-colour.ts'

/** The organisation's band: its colour where it has 3:1 on the paper of the scheme, else ink. */
export const bandStyle = (colour: string | null): CSSProperties => {
  if (!colour) return {}
  const { fill, given } = brandColours(colour)
  return {
    ...(fill.light.passes ? { ['--organisations-fill-light' as string]: given } : {}),
    ...(fill.dark.passes ? { ['--organisations-fill-dark' as string]: given } : {}),
  }
}
