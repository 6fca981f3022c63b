import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { JsonObject } from './data-integrity.ts'

export const credentialsContext = 'https://www.w3.org/ns/credentials/v2'
export const openBadgeContext = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

const instantText = z.iso.datetime({ offset: true })
const oneOrMany = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)])
const hasType = (name: string) =>
  z
    .union([z.string(), z.array(z.string())])
    .refine(value => (Array.isArray(value) ? value.includes(name) : value === name), {
      message: `type must include ${name}`,
    })
const image = z.union([z.string(), z.looseObject({ id: z.string(), type: z.string() })])
const identityObject = z.looseObject({
  type: hasType('IdentityObject'),
  hashed: z.boolean(),
  identityHash: z.string(),
  identityType: z.string(),
  salt: z.string().optional(),
})
const achievement = z.looseObject({
  id: z.string().min(1),
  type: hasType('Achievement'),
  name: z.string().min(1),
  description: z.string(),
  criteria: z.looseObject({ id: z.string().optional(), narrative: z.string().optional() }),
  achievementType: z.string().optional(),
  image: image.optional(),
})

/** What every Verifiable Credential must have (VC Data Model 2.0; 1.1 documents carry issuanceDate instead). */
export const credentialSchema = z.looseObject({
  '@context': z.array(z.unknown()).min(1),
  id: z.string().optional(),
  type: hasType('VerifiableCredential'),
  issuer: z.union([z.string().min(1), z.looseObject({ id: z.string().min(1), name: z.unknown().optional() })]),
  validFrom: instantText.optional(),
  validUntil: instantText.optional(),
  issuanceDate: instantText.optional(),
  expirationDate: instantText.optional(),
  credentialSubject: oneOrMany(z.looseObject({})),
  credentialStatus: z.unknown().optional(),
})
export type CredentialDocument = z.infer<typeof credentialSchema>

/** What an Open Badges 3.0 AchievementCredential must have beyond that (Open Badges 3.0, appendix B.1). */
export const openBadgeSchema = z.looseObject({
  name: z.string().optional(),
  issuer: z.union([z.string(), z.looseObject({ id: z.string(), type: hasType('Profile') })]),
  validFrom: instantText,
  credentialSubject: oneOrMany(
    z.looseObject({
      type: hasType('AchievementSubject'),
      achievement,
      identifier: oneOrMany(identityObject).optional(),
      result: oneOrMany(z.looseObject({ type: hasType('Result') })).optional(),
    }),
  ),
})

export interface BadgeResult {
  /** Stable within the achievement: `rank`, `score`. */
  key: string
  /** In the organisation's language. */
  name: string
  resultType: 'Result' | 'RawScore' | 'Percent'
  value: string
}

/** All texts are in the organisation's language; all instants ISO 8601 in UTC; all addresses absolute. */
export interface OpenBadgeInput {
  id: string
  name: string
  issuer: { id: string; name: string; url?: string; image?: string }
  subject: { name: string; email?: string; salt?: string }
  achievement: { id: string; name: string; description: string; criteria: string; criteriaUrl?: string; image?: string }
  results: readonly BadgeResult[]
  validFrom: string
  awardedDate: string
  validUntil?: string
  image?: string
  evidence?: readonly { id: string; name: string; narrative?: string }[]
  status?: { list: string; index: number }
}

/**
 * An unsigned Open Badges 3.0 credential. The e-mail, when given, is hashed with the salt (`sha256$…`), so that a holder
 * can prove it and nobody can read it.
 *
 * @throws ZodError when the input would not make a valid badge
 */
export function openBadge(input: OpenBadgeInput): JsonObject {
  const descriptionId = (key: string) => `${input.achievement.id}#${key}`
  const document = present({
    '@context': [credentialsContext, openBadgeContext],
    id: input.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: input.name,
    issuer: present({
      id: input.issuer.id,
      type: ['Profile'],
      name: input.issuer.name,
      url: input.issuer.url,
      image: imageOf(input.issuer.image),
    }),
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    awardedDate: input.awardedDate,
    image: imageOf(input.image),
    credentialSubject: present({
      type: ['AchievementSubject'],
      identifier: identifiers(input.subject),
      achievement: present({
        id: input.achievement.id,
        type: ['Achievement'],
        achievementType: 'Award',
        name: input.achievement.name,
        description: input.achievement.description,
        criteria: present({ id: input.achievement.criteriaUrl, narrative: input.achievement.criteria }),
        image: imageOf(input.achievement.image),
        resultDescription: list(
          input.results.map(({ key, name, resultType }) => ({
            id: descriptionId(key),
            type: ['ResultDescription'],
            name,
            resultType,
          })),
        ),
      }),
      result: list(
        input.results.map(({ key, value }) => ({ type: ['Result'], resultDescription: descriptionId(key), value })),
      ),
    }),
    evidence: list((input.evidence ?? []).map(one => present({ ...one, type: ['Evidence'] }))),
    credentialStatus:
      input.status &&
      present({
        id: `${input.status.list}#${input.status.index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(input.status.index),
        statusListCredential: input.status.list,
      }),
  })
  credentialSchema.parse(document)
  openBadgeSchema.parse(document)
  return document
}

/** `sha256$` and the hex digest of the value followed by the salt (Open Badges 3.0, IdentityObject). */
export function identityHash(value: string, salt: string): string {
  return `sha256$${createHash('sha256')
    .update(value + salt)
    .digest('hex')}`
}

function identifiers({ name, email, salt }: OpenBadgeInput['subject']): JsonObject[] {
  const named = { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }
  if (!email || !salt) return [named]
  const hashed = identityHash(email.toLowerCase(), salt)
  return [named, { type: 'IdentityObject', hashed: true, identityHash: hashed, identityType: 'emailAddress', salt }]
}

function imageOf(address: string | undefined): JsonObject | undefined {
  return address === undefined ? undefined : { id: address, type: 'Image' }
}

function list<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined
}

/** Without the members that are undefined: a signed document has no room for them. */
function present(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}
