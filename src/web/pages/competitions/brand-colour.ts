import type { CSSProperties } from 'react'
import { brandColours } from '../../../domains/organisations/brand-colour.ts'

/**
 * The organisation's colour as the slot of the look: given as it is where it has 3:1 on the paper, else the shade that
 * reads. Set on the page's outermost element; the css picks by scheme.
 */
export const organisationColour = (colour: string | null): CSSProperties => {
  if (!colour) return {}
  const { fill, text, given } = brandColours(colour)
  return {
    ['--competition-org-light' as string]: fill.light.passes ? given : text.light.colour,
    ['--competition-org-dark' as string]: fill.dark.passes ? given : text.dark.colour,
  }
}
