import type { z } from 'zod'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Actor } from '../../kernel/policy.ts'
import type { organisationDesk, organisationProfile, organisationSummary } from './contract.ts'
import { type Role, roles } from './permissions.ts'
import { permissionsIn, rolesIn } from './policy.ts'

/** An organisation as other domains know it. */
export interface Organisation {
  id: string
  slug: string
  name: Bilingual
  about: Bilingual
  website: string | null
  contactEmail: string | null
  colour: string | null
  logoFileId: string | null
  pictureFileId: string | null
  sealFileId: string | null
  sealText: string | null
  zone: string
  country: string
  createdAt: Date
  revision: number
}

function picture(fileId: string | null): { fileId: string; url: string } | null {
  return fileId === null ? null : { fileId, url: `/api/files/${fileId}` }
}

export function knownRoles(names: readonly string[]): Role[] {
  return roles.filter(role => names.includes(role))
}

export function summaryView(row: Organisation): z.infer<typeof organisationSummary> {
  return { id: row.id, slug: row.slug, name: row.name, colour: row.colour, logo: picture(row.logoFileId) }
}

export function profileView(row: Organisation): z.infer<typeof organisationProfile> {
  return {
    ...summaryView(row),
    about: row.about,
    website: row.website,
    contactEmail: row.contactEmail,
    picture: picture(row.pictureFileId),
    zone: row.zone,
    country: row.country,
    createdAt: row.createdAt.toISOString(),
  }
}

export function deskView(row: Organisation, actor: Actor): z.infer<typeof organisationDesk> {
  return {
    ...profileView(row),
    seal: picture(row.sealFileId),
    sealText: row.sealText,
    revision: row.revision,
    roles: knownRoles(rolesIn(actor, row.id)),
    may: permissionsIn(actor, row.id),
  }
}
