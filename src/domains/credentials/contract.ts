import { z } from 'zod'
import { bilingual, isoInstant, listQuery, listReply, route, uuid } from '../../kernel/contract.ts'

const byNumber = z.strictObject({ number: z.string().max(60) })
const inOrganisation = z.strictObject({ organisationId: uuid })

export const check = z.object({
  name: z.enum(['structure', 'context', 'proof', 'issuer', 'period', 'status']),
  ok: z.boolean().nullable(),
  code: z.string(),
  detail: z.string(),
})

export const resultLine = z.object({ key: z.string(), name: bilingual, value: bilingual })

export const credentialSummary = z.object({
  number: z.string(),
  kind: z.enum(['award', 'participation', 'title', 'course']),
  state: z.enum(['valid', 'revoked']),
  holder: bilingual,
  award: bilingual,
  competition: bilingual,
  issuedAt: isoInstant,
  revokedAt: isoInstant.nullable(),
})

/** The paper's texts, filled, for drawing it on a page; the QR code as path data of a square of `size` modules. */
export const paperView = z.object({
  title: bilingual,
  scope: bilingual,
  name: bilingual,
  body: bilingual,
  award: bilingual,
  date: bilingual,
  signatories: z.array(z.object({ name: bilingual, role: bilingual })),
  brand: z.object({ name: bilingual, colour: z.string(), sealText: z.string() }),
  logo: z.string().nullable(),
  verifyUrl: z.string(),
  qr: z.object({ size: z.number().int(), path: z.string() }),
})

/** What anybody with the number may see. */
export const credentialView = credentialSummary.extend({
  /** Where the results are explained, when they are public. */
  competitionUrl: z.string().nullable(),
  results: z.array(resultLine),
  organisation: z.object({ id: uuid, slug: z.string(), name: bilingual, colour: z.string().nullable() }),
  revokeReason: bilingual.nullable(),
  statusIndex: z.number().int(),
  verified: z.boolean(),
  checks: z.array(check),
  checkedAt: isoInstant,
  files: z.object({ document: z.string(), certificate: z.string(), png: z.string(), svg: z.string() }),
  /** Absent once revoked: the paper is no longer given out. */
  paper: paperView.nullable(),
  may: z.object({ revoke: z.boolean() }),
})

/** One place where a presented file says something else than what was issued. */
export const difference = z.object({
  path: z.string(),
  presented: z.string().nullable(),
  issued: z.string().nullable(),
})

export const fileVerdict = z.object({
  form: z.enum(['json', 'png', 'svg']),
  outcome: z.enum(['valid', 'revoked', 'altered', 'undecided', 'invalid']),
  verified: z.boolean(),
  checks: z.array(check),
  checkedAt: isoInstant,
  issuer: z.object({ id: z.string(), name: z.string().nullable(), confirmed: z.boolean() }).nullable(),
  status: z.enum(['valid', 'revoked', 'none', 'unknown']),
  /** What the file says, whoever made it. */
  presented: z.object({
    holder: z.string().nullable(),
    award: z.string().nullable(),
    description: z.string().nullable(),
  }),
  /** The credential of that number as we issued it, when the number is ours. */
  issued: credentialView.nullable(),
  differences: z.array(difference),
})

export const readCredential = route({
  name: 'credentials.read',
  method: 'GET',
  path: '/api/credentials/:number',
  access: 'public',
  summary: 'A certificate by its number: valid or revoked, with every check.',
  params: byNumber,
  reply: credentialView,
  perMinute: 120,
  refusals: ['credentials.unknown-number', 'credentials.mistyped-number', 'credentials.erased'],
})

const rawFile = (name: string, path: string, summary: string) =>
  route({
    name,
    method: 'GET',
    path,
    access: 'public',
    summary,
    params: byNumber,
    raw: true,
    perMinute: 120,
    refusals: [
      'credentials.unknown-number',
      'credentials.mistyped-number',
      'credentials.erased',
      'credentials.revoked',
    ],
  })

export const readDocument = rawFile(
  'credentials.document',
  '/api/credentials/:number/document',
  'The signed Open Badges 3.0 credential, byte for byte as issued.',
)
export const readCertificate = rawFile(
  'credentials.certificate',
  '/api/credentials/:number/certificate.pdf',
  'The certificate as a PDF, A4 landscape.',
)
export const readBadgePng = rawFile(
  'credentials.badge-png',
  '/api/credentials/:number/badge.png',
  'The badge as a PNG with the credential baked in.',
)
export const readBadgeSvg = rawFile(
  'credentials.badge-svg',
  '/api/credentials/:number/badge.svg',
  'The badge as an SVG with the credential baked in.',
)

export const readIssuer = route({
  name: 'credentials.issuer',
  method: 'GET',
  path: '/issuers/:organisationId',
  access: 'public',
  summary: 'An organisation’s controller document: profile and every key it signed with.',
  params: inOrganisation,
  raw: true,
})

export const readStatusList = route({
  name: 'credentials.status-list',
  method: 'GET',
  path: '/status-lists/:id',
  access: 'public',
  summary: 'A signed Bitstring Status List credential: which credentials were revoked.',
  params: z.strictObject({ id: uuid }),
  raw: true,
})

export const mostFileBytes = 700_000

export const verifyFile = route({
  name: 'credentials.verify-file',
  method: 'POST',
  path: '/api/credentials/verify',
  access: 'public',
  summary: 'Checks a credential file (JSON, baked PNG or SVG); nothing is kept.',
  body: z.strictObject({ base64: z.string().max(1_000_000) }),
  reply: fileVerdict,
  perMinute: 60,
  refusals: ['credentials.unreadable-file', 'credentials.too-large-file'],
})

export const revokeCredential = route({
  name: 'credentials.revoke',
  method: 'POST',
  path: '/api/credentials/:number/revoke',
  access: 'signed-in',
  summary: 'Takes a certificate back, for good, with a reason everybody can read.',
  params: byNumber,
  body: z.strictObject({ reason: bilingual.refine(text => text['zh-CN'].trim() + text.en.trim() !== '') }),
  reply: credentialView,
  refusals: [
    'credentials.unknown-number',
    'credentials.mistyped-number',
    'credentials.erased',
    'credentials.already-revoked',
  ],
})

export const myCredentials = route({
  name: 'credentials.mine',
  method: 'GET',
  path: '/api/me/credentials',
  access: 'signed-in',
  summary: 'The certificates one holds.',
  reply: z.object({ rows: z.array(credentialSummary) }),
})

export const organisationCredentials = route({
  name: 'credentials.of-organisation',
  method: 'GET',
  path: '/api/organisations/:organisationId/credentials',
  access: 'signed-in',
  summary: 'The certificates an organisation issued.',
  params: inOrganisation,
  query: z.strictObject({ ...listQuery, state: z.enum(['valid', 'revoked']).optional() }),
  reply: listReply(credentialSummary),
})

export const rotateKey = route({
  name: 'credentials.rotate-key',
  method: 'POST',
  path: '/api/organisations/:organisationId/issuer-keys',
  access: 'signed-in',
  summary: 'Retires the signing key and makes a new one; a leaked key can be revoked with everything it signed.',
  params: inOrganisation,
  body: z.strictObject({ leaked: z.boolean().default(false) }),
  reply: z.object({ number: z.number().int(), publicMultikey: z.string() }),
  creates: true,
})
