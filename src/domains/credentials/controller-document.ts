import { z } from 'zod'
import type { JsonObject } from './data-integrity.ts'
import { multikeyOfDidKey } from './multikey.ts'

/** A published key list of an issuer (W3C Controlled Identifiers 1.0; a DID document has the same shape). */
export const controllerSchema = z.looseObject({
  id: z.string(),
  verificationMethod: z
    .array(
      z.looseObject({
        id: z.string(),
        type: z.string(),
        controller: z.string(),
        publicKeyMultibase: z.string().optional(),
        expires: z.string().optional(),
        revoked: z.string().optional(),
      }),
    )
    .default([]),
  assertionMethod: z.array(z.union([z.string(), z.looseObject({ id: z.string() })])).default([]),
})
export type ControllerDocument = z.infer<typeof controllerSchema>

/** A key that was found for a verification method, and what its issuer says about it. */
export interface KeyFinding {
  publicKeyMultibase: string
  /** Whether the issuer's own document lists the key for assertions; null when that document was not at hand. */
  listedByIssuer: boolean | null
  /** ISO instants: no signature after `expires` counts; a revoked key vouches for nothing. */
  expires?: string | undefined
  revoked?: string | undefined
}

export interface IssuerKey {
  /** Counts from 1 within the organisation. */
  number: number
  publicKeyMultibase: string
  retiredAt?: string | undefined
  revokedAt?: string | undefined
}

/** The document an organisation publishes at its issuer address: its profile and every key it ever signed with. */
export function controllerDocument(
  issuer: { id: string; name: string; url?: string },
  keys: readonly IssuerKey[],
): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/cid/v1', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id: issuer.id,
    type: ['Profile'],
    name: issuer.name,
    ...(issuer.url ? { url: issuer.url } : {}),
    verificationMethod: keys.map(key => ({
      id: `${issuer.id}#key-${key.number}`,
      type: 'Multikey',
      controller: issuer.id,
      publicKeyMultibase: key.publicKeyMultibase,
      ...(key.retiredAt ? { expires: key.retiredAt } : {}),
      ...(key.revokedAt ? { revoked: key.revokedAt } : {}),
    })),
    assertionMethod: keys.map(key => `${issuer.id}#key-${key.number}`),
  }
}

/**
 * Finds a key among controller documents that are at hand. A did:key carries its own key; whether it may sign for the
 * issuer is known when the issuer is that very did:key or when the issuer's document is at hand.
 */
export function findKey(
  verificationMethod: string,
  issuer: string,
  documents: readonly ControllerDocument[],
): KeyFinding | undefined {
  const issuerDocument = documents.find(document => document.id === issuer)
  const ownKey = multikeyOfDidKey(verificationMethod)
  if (ownKey !== undefined) {
    if (issuer === `did:key:${ownKey}`) return { publicKeyMultibase: ownKey, listedByIssuer: true }
    if (issuerDocument) return { publicKeyMultibase: ownKey, listedByIssuer: lists(issuerDocument, verificationMethod) }
    // Another did:key is surely not the issuer; an address might list this key, but we have not seen its document.
    return { publicKeyMultibase: ownKey, listedByIssuer: issuer.startsWith('did:key:') ? false : null }
  }
  for (const document of documents) {
    const method = document.verificationMethod.find(one => one.id === verificationMethod)
    if (!method?.publicKeyMultibase || method.controller !== document.id) continue
    return {
      publicKeyMultibase: method.publicKeyMultibase,
      listedByIssuer: document.id === issuer && lists(document, verificationMethod),
      expires: method.expires,
      revoked: method.revoked,
    }
  }
  return undefined
}

function lists(document: ControllerDocument, verificationMethod: string): boolean {
  return document.assertionMethod.some(one => (typeof one === 'string' ? one : one.id) === verificationMethod)
}
