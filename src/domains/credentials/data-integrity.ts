import { createHash, sign as signBytes, verify as verifyBytes, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { base58Decode, base58Encode } from './base58.ts'

/** A JSON object as it was read; signatures are over exactly this, so nothing may be dropped from it. */
export type JsonObject = Record<string, unknown>

export const cryptosuite = 'eddsa-jcs-2022'

/** A Data Integrity proof (W3C VC Data Integrity 1.0). Loose, because unknown members are signed too. */
export const proofSchema = z.looseObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.string(),
  created: z.string().optional(),
  expires: z.string().optional(),
  verificationMethod: z.string(),
  proofPurpose: z.string(),
  proofValue: z.string(),
})
export type Proof = z.infer<typeof proofSchema>

export interface SigningKey {
  privateKey: KeyObject
  /** The key's identifier as a stranger resolves it: `did:key:…#…` or `https://…/issuers/…#key-1`. */
  verificationMethod: string
}

/**
 * Signs a document with eddsa-jcs-2022 (W3C VC Data Integrity EdDSA Cryptosuites 1.0, section 3.3): SHA-256 of the
 * canonical proof options and of the canonical document, concatenated, signed with Ed25519, written as base58btc.
 *
 * @param created ISO 8601 instant, seconds are enough
 * @returns a new document with `proof`; the same input gives the same bytes
 */
export function signDocument(
  document: JsonObject,
  key: SigningKey,
  created: string,
): JsonObject & { proof: JsonObject } {
  const { proof: _, ...unsecured } = document
  const options: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite,
    created,
    verificationMethod: key.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  if (unsecured['@context'] !== undefined) options['@context'] = unsecured['@context']
  const signature = signBytes(null, hashData(unsecured, options), key.privateKey)
  return { ...unsecured, proof: { ...options, proofValue: `z${base58Encode(signature)}` } }
}

/**
 * True when the proof was made over exactly this document by the holder of the key. Only eddsa-jcs-2022; a proof of
 * another suite is false here, so ask `isSupported` first to tell the two apart.
 *
 * @param document the document as read, with or without its `proof` member
 */
export function proofHolds(document: JsonObject, proof: Proof, publicKey: KeyObject): boolean {
  if (!isSupported(proof)) return false
  const { proof: _, ...unsecured } = document
  const { proofValue, ...options } = proof
  if (!proofValue.startsWith('z')) return false
  const signature = base58Decode(proofValue.slice(1))
  if (signature?.length !== 64) return false
  const context = options['@context']
  if (context !== undefined) {
    // Section 3.3.2, step 4: a holder may append contexts; what was signed is the issuer's own list.
    if (!startsWith(unsecured['@context'], context)) return false
    unsecured['@context'] = context
  }
  try {
    return verifyBytes(null, hashData(unsecured, options), publicKey, signature)
  } catch {
    // What has no canonical form (a lone surrogate, absurd nesting) cannot have been signed.
    return false
  }
}

/** True when we can check proofs of this kind. */
export function isSupported(proof: Proof): boolean {
  return proof.cryptosuite === cryptosuite
}

/** Proof hash, then document hash: 64 bytes. */
export function hashData(unsecured: JsonObject, proofOptions: JsonObject): Buffer {
  return Buffer.concat([sha256(canonicalJson(proofOptions)), sha256(canonicalJson(unsecured))])
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function startsWith(whole: unknown, beginning: unknown): boolean {
  const all = Array.isArray(whole) ? whole : [whole]
  const first = Array.isArray(beginning) ? beginning : [beginning]
  return first.length <= all.length && first.every((part, at) => canonicalJson(part) === canonicalJson(all[at] ?? null))
}
