import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { base58Decode, base58Encode } from './base58.ts'

// Multicodec prefixes as unsigned varints: ed25519-pub 0xed, ed25519-priv 0x1300.
const publicPrefix = Uint8Array.of(0xed, 0x01)
const secretPrefix = Uint8Array.of(0x80, 0x26)
// The fixed DER heads in front of 32 raw bytes: SubjectPublicKeyInfo and PKCS #8 of RFC 8410.
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** An Ed25519 public key as a Multikey: base58btc with the prefix `z`, 48 characters that begin with z6Mk. */
export function encodePublicMultikey(key: KeyObject): string {
  const spki = key.export({ type: 'spki', format: 'der' })
  return `z${base58Encode(Buffer.concat([publicPrefix, spki.subarray(-32)]))}`
}

/** The Ed25519 public key in a Multikey, or undefined when the text is another kind of key or no key. */
export function decodePublicMultikey(text: string): KeyObject | undefined {
  const raw = rawKey(text, publicPrefix)
  return raw && createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' })
}

/** An Ed25519 private key as a secret Multikey (z3u2…). Never log it, never store it in the clear. */
export function encodeSecretMultikey(key: KeyObject): string {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  return `z${base58Encode(Buffer.concat([secretPrefix, pkcs8.subarray(-32)]))}`
}

/** The Ed25519 private key in a secret Multikey, or undefined. */
export function decodeSecretMultikey(text: string): KeyObject | undefined {
  const raw = rawKey(text, secretPrefix)
  return raw && createPrivateKey({ key: Buffer.concat([pkcs8Head, raw]), format: 'der', type: 'pkcs8' })
}

function rawKey(text: string, prefix: Uint8Array): Uint8Array | undefined {
  if (!text.startsWith('z')) return undefined
  const bytes = base58Decode(text.slice(1))
  if (bytes?.length !== 34 || bytes[0] !== prefix[0] || bytes[1] !== prefix[1]) return undefined
  return bytes.subarray(2)
}

/**
 * The Multikey inside a did:key verification method (`did:key:z6Mk…#z6Mk…`), or undefined for any other identifier.
 * The fragment must repeat the key: a did:key names exactly one signing key.
 */
export function multikeyOfDidKey(verificationMethod: string): string | undefined {
  const match = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)(?:#(z[1-9A-HJ-NP-Za-km-z]+))?$/.exec(verificationMethod)
  if (!match) return undefined
  const [, key, fragment] = match
  return fragment === undefined || fragment === key ? key : undefined
}

/**
 * Where the controller document of an identifier lies: an https URL itself, or the URL a did:web stands for
 * (`did:web:example.org:issuers:7` is `https://example.org/issuers/7/did.json`). Undefined for any other method.
 */
export function controllerDocumentUrl(identifier: string): string | undefined {
  const bare = identifier.split('#')[0] ?? ''
  if (/^https?:\/\//.test(bare)) return bare
  if (!bare.startsWith('did:web:')) return undefined
  const [host, ...path] = bare.slice('did:web:'.length).split(':')
  if (!host) return undefined
  const where = path.length > 0 ? path.map(part => decodeURIComponent(part)).join('/') : '.well-known'
  return `https://${decodeURIComponent(host)}/${where}/did.json`
}
