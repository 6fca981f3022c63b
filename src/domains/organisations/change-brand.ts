import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { parseColour } from './brand-colour.ts'
import type { changeBrand as changeBrandRoute } from './contract.ts'
import { can } from './policy.ts'
import { brandFiles, type BrandSlot } from './ports.ts'
import { organisationById } from './queries.ts'

type Changes = z.output<(typeof changeBrandRoute)['body']>

/** Changes the colour, the pictures and the seal; a colour too pale for bands is stored, and drawn in ink there. */
export async function changeBrand(tx: Tx, person: Person, organisationId: string, changes: Changes, at: Date) {
  const before = found(await organisationById(tx, organisationId), can.read(person, organisationId))
  authorise(can.manage(person, organisationId))
  const { revision, ...given } = changes
  const claim = async (slot: BrandSlot, fileId: string | null | undefined, current: string | null) => {
    if (fileId === undefined || fileId === current) return current
    if (fileId === null) return null
    const claimed = await brandFiles.get().claim(tx, { fileId, personId: person.id, slot, organisationId })
    if (!claimed) throw refuse('organisations.brand-file-unusable', { slot })
    return fileId
  }
  const logo = await claim('organisation-logo', given.logoFileId, before.logoFileId)
  const picture = await claim('organisation-picture', given.pictureFileId, before.pictureFileId)
  const seal = await claim('organisation-seal', given.sealFileId, before.sealFileId)
  const colour = given.colour === undefined ? before.colour : given.colour === null ? null : parseColour(given.colour)
  const sealText = given.sealText === undefined ? before.sealText : given.sealText
  const changed = await sql`
    update organisation set colour = ${colour}, logo_file_id = ${logo}, picture_file_id = ${picture},
      seal_file_id = ${seal}, seal_text = ${sealText}, revision = revision + 1
    where id = ${organisationId} and revision = ${revision} returning id`.execute(tx)
  if (changed.rows.length === 0) throw refuse('kernel.changed-meanwhile')
  await announce(tx, {
    name: 'organisations.brand-changed',
    at,
    organisationId,
    actorId: person.id,
    subject: { type: 'organisation', id: organisationId },
    payload: { fields: Object.keys(given), colour },
  })
  return found(await organisationById(tx, organisationId))
}
