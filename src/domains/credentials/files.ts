import type { App } from '../../kernel/app.ts'
import { buffer } from 'node:stream/consumers'
import type { Reader } from '../../kernel/db.ts'
import { found } from '../../kernel/policy.ts'
import { openFile, readyFile } from '../media/index.ts'
import { organisationById, type Organisation } from '../organisations/index.ts'
import { addresses } from './addresses.ts'
import { badgeSvg } from './badge-art.ts'
import { badgePng } from './badge-png.ts'
import { bakePng, bakeSvg } from './bake.ts'
import { printedDay } from './dates.ts'
import { inLanguage } from './certificate-template.ts'
import { certificatePdf } from './paper-maker.ts'
import type { Credential } from './rows.ts'

const pictures = new Map<string, Buffer>()

function colourOf(organisation: Organisation): string {
  return organisation.colour ?? '#10161A'
}

/** The badge as a PNG with the credential in it. */
export async function bakedPng(reader: Reader, row: Credential): Promise<Buffer> {
  const colour = colourOf(found(await organisationById(reader, row.organisationId)))
  const picture = pictures.get(colour) ?? badgePng(colour)
  pictures.set(colour, picture)
  return bakePng(picture, row.document)
}

/** The badge as an SVG with the credential in it. */
export async function bakedSvg(reader: Reader, row: Credential): Promise<string> {
  const organisation = found(await organisationById(reader, row.organisationId))
  const title = [row.achievement.award, row.achievement.competition].map(text => inLanguage(text, 'zh-CN')).join(' · ')
  return bakeSvg(badgeSvg(colourOf(organisation), title), row.document)
}

/** The paper: drawn once, kept in the store under the credential's id. */
export async function certificateFile(reader: Reader, app: App, row: Credential): Promise<Buffer> {
  const key = paperKey(row.id)
  if ((await app.storage.size(key)) !== null) return buffer(await app.storage.read(key))
  const organisation = found(await organisationById(reader, row.organisationId))
  const logo = await logoOf(reader, app, organisation)
  const { pdf, missingGlyphs } = await certificatePdf({
    template: row.certificate.template,
    values: row.certificate.values,
    number: row.number,
    verifyUrl: addresses.page(app.config.publicUrl, row.number),
    issuedAt: row.issuedAt,
    dateText: printedDay(row.issuedAt, organisation.zone),
    ...(logo ? { logo } : {}),
  })
  if (missingGlyphs.length > 0)
    app.log.warn({ number: row.number, missingGlyphs }, 'a certificate has characters no font can draw')
  await app.storage.put(key, pdf)
  return pdf
}

/** Where the drawn paper lies in the store. */
export function paperKey(credentialId: string): string {
  return `certificates/${credentialId}.pdf`
}

async function logoOf(reader: Reader, app: App, organisation: Organisation): Promise<Buffer | undefined> {
  const file = organisation.logoFileId === null ? undefined : await readyFile(reader, organisation.logoFileId)
  // A PDF holds PNG and JPEG; a logo in another form gives way to the square with the seal's first character.
  if (!file || !['image/png', 'image/jpeg'].includes(file.mime)) return undefined
  return buffer(await openFile(app, file))
}
