import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { base58Decode } from '../../src/domains/credentials/base58.ts'
import { hashData, proofHolds, proofSchema, signDocument } from '../../src/domains/credentials/data-integrity.ts'
import { decodePublicMultikey, decodeSecretMultikey } from '../../src/domains/credentials/multikey.ts'
import { isObject } from '../../src/domains/credentials/read-credential.ts'
import { portsOf } from '../../src/domains/credentials/testing.ts'
import { verifyCredential } from '../../src/domains/credentials/verify.ts'
import { canonicalJson } from '../../src/kernel/canonical-json.ts'
import { hasSharedData, sharedData } from '../shared-data.ts'

const text = (name: string) => readFileSync(sharedData(`learning/vc-di-eddsa/${name}`), 'utf8').trim()
function json(name: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text(name))
  if (!isObject(value)) throw new TypeError(`${name} is no object`)
  return value
}

describe.skipIf(!hasSharedData)('the W3C vectors of eddsa-jcs-2022', () => {
  test('canonical forms, hashes and signature come out byte for byte', () => {
    const unsigned = json('unsigned.json')
    const config = json('eddsa-jcs-2022/proofConfigJCS.json')
    expect(canonicalJson(unsigned)).toBe(text('eddsa-jcs-2022/canonDocJCS.txt'))
    expect(canonicalJson(config)).toBe(text('eddsa-jcs-2022/proofCanonJCS.txt'))
    expect(hashData(unsigned, config).toString('hex')).toBe(text('eddsa-jcs-2022/combinedHashJCS.txt'))
    const secret = decodeSecretMultikey(String(json('keyPair.json')['privateKeyMultibase']))
    if (!secret) throw new TypeError('no key')
    const key = { privateKey: secret, verificationMethod: String(config['verificationMethod']) }
    const signed = signDocument(unsigned, key, String(config['created']))
    expect(signed.proof['proofValue']).toBe(text('eddsa-jcs-2022/sigBTC58JCS.txt'))
    expect(signed).toEqual(json('eddsa-jcs-2022/signedJCS.json'))
    const signature = base58Decode(text('eddsa-jcs-2022/sigBTC58JCS.txt').slice(1))
    expect(Buffer.from(signature ?? []).toString('hex')).toBe(text('eddsa-jcs-2022/sigHexJCS.txt'))
  })

  test('the signed document verifies, and fails with any one byte of its canonical form flipped', () => {
    const signed = json('eddsa-jcs-2022/signedJCS.json')
    const key = decodePublicMultikey(String(json('keyPair.json')['publicKeyMultibase']))
    if (!key) throw new TypeError('no key')
    expect(proofHolds(signed, proofSchema.parse(signed['proof']), key)).toBe(true)
    const bytes = Buffer.from(canonicalJson(signed))
    let parsed = 0
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      let document: unknown
      try {
        document = JSON.parse(altered.toString('utf8'))
      } catch {
        continue
      }
      parsed += 1
      const proof = isObject(document) ? proofSchema.safeParse(document['proof']) : undefined
      expect(
        isObject(document) && proof?.success === true && proofHolds(document, proof.data, key),
        altered.toString(),
      ).toBe(false)
    }
    expect(parsed).toBeGreaterThan(500)
  })

  test('the verdict says the proof holds and that the issuer could not be confirmed offline', async () => {
    const verdict = await verifyCredential(json('eddsa-jcs-2022/signedJCS.json'), portsOf({}))
    expect(verdict).toMatchObject({
      verified: true,
      status: 'none',
      issuer: { id: 'https://vc.example/issuers/5678', confirmed: false },
    })
  })
})
