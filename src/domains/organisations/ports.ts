import type { Reader, Tx } from '../../kernel/db.ts'
import { type Port, port } from '../../kernel/port.ts'

export const brandSlots = ['organisation-logo', 'organisation-picture', 'organisation-seal'] as const
export type BrandSlot = (typeof brandSlots)[number]

/**
 * Files are a domain to the right. `claim` ties an uploaded file to the organisation and answers false when it is not
 * ready, not this person's, or was uploaded for another purpose.
 */
export interface BrandFiles {
  claim(tx: Tx, input: { fileId: string; personId: string; slot: BrandSlot; organisationId: string }): Promise<boolean>
}

export const brandFiles: Port<BrandFiles> = port('organisations.brandFiles')

/** Competitions that strangers may see, for the organisation's public page; filled by competitions. */
export interface PublicCompetition {
  slug: string
  title: { 'zh-CN': string; en: string }
  state: string
  closesAt: Date | null
}
export const publicCompetitions: Port<(reader: Reader, organisationId: string) => Promise<PublicCompetition[]>> = port(
  'organisations.publicCompetitions',
)
