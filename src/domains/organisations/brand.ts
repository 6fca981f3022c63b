import type { Bilingual } from '../../kernel/contract.ts'
import type { Reader } from '../../kernel/db.ts'
import { type BrandColours, brandColours } from './brand-colour.ts'
import { organisationById } from './queries.ts'

/** What paper and pages of an organisation are drawn with. File ids are of the media domain. */
export interface OrganisationBrand {
  organisationId: string
  slug: string
  name: Bilingual
  colours: BrandColours | null
  logoFileId: string | null
  pictureFileId: string | null
  sealFileId: string | null
  sealText: string | null
}

/** Undefined for an unknown organisation. */
export async function organisationBrand(
  reader: Reader,
  organisationId: string,
): Promise<OrganisationBrand | undefined> {
  const row = await organisationById(reader, organisationId)
  if (!row) return undefined
  return {
    organisationId: row.id,
    slug: row.slug,
    name: row.name,
    colours: row.colour === null ? null : brandColours(row.colour),
    logoFileId: row.logoFileId,
    pictureFileId: row.pictureFileId,
    sealFileId: row.sealFileId,
    sealText: row.sealText,
  }
}
