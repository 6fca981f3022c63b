import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { signDocument, type JsonObject } from './data-integrity.ts'
import { readCredential } from './read-credential.ts'
import { aBadge, anIssuer, portsOf } from './testing.ts'
import { verifyCredential, type Verdict } from './verify.ts'

const issuer = anIssuer()
const badge = issuer.sign(aBadge())
const full = portsOf({ documents: [issuer.published()], status: issuer.list(0, 41) })

async function verdictOf(text: string | Uint8Array, ports = full): Promise<Verdict | string> {
  const read = readCredential(typeof text === 'string' ? Buffer.from(text) : text)
  return 'failure' in read ? read.failure : verifyCredential(read.document, ports)
}
const failed = (verdict: Verdict) => verdict.checks.filter(check => check.ok === false).map(check => check.code)

describe('a badge of a published issuer', () => {
  test('is verified with every check decided', async () => {
    const verdict = await verifyCredential(badge, full)
    expect(verdict.checks.map(check => [check.name, check.ok])).toEqual([
      ['structure', true],
      ['context', true],
      ['proof', true],
      ['issuer', true],
      ['period', true],
      ['status', true],
    ])
    expect(verdict).toMatchObject({
      verified: true,
      status: 'valid',
      issuer: { id: issuer.id, name: 'Jianglan University', confirmed: true },
    })
  })

  test('is shown revoked when its bit is set', async () => {
    const verdict = await verifyCredential(badge, { ...full, fetchStatus: () => Promise.resolve(issuer.list(3)) })
    expect(verdict).toMatchObject({ verified: false, status: 'revoked' })
    expect(failed(verdict)).toEqual(['revoked'])
  })

  test('stays verified offline, with the status unknown', async () => {
    const verdict = await verifyCredential(badge, portsOf({ documents: [issuer.published()] }))
    expect(verdict).toMatchObject({ verified: true, status: 'unknown' })
  })

  test('is not verified when the key is not at hand', async () => {
    const verdict = await verifyCredential(badge, portsOf({}))
    expect(verdict).toMatchObject({ verified: false, issuer: { confirmed: false } })
    expect(verdict.checks.find(check => check.name === 'proof')).toMatchObject({ ok: null, code: 'key-unknown' })
  })

  test('does not take a revocation list that someone else signed', async () => {
    const thief = anIssuer()
    const verdict = await verifyCredential(badge, { ...full, fetchStatus: () => Promise.resolve(thief.list()) })
    expect(verdict.status).toBe('unknown')
  })
})

describe('keys', () => {
  test('a stranger who signs in the name of the issuer is caught', async () => {
    const thief = anIssuer()
    const forged = signDocument(
      aBadge(),
      { privateKey: thief.privateKey, verificationMethod: `${issuer.id}#key-1` },
      '2027-03-31T10:00:00Z',
    )
    expect(failed(await verifyCredential(forged, full))).toEqual(['altered'])
    const didKey = `did:key:${thief.key.publicKeyMultibase}`
    const own = signDocument(
      aBadge(),
      { privateKey: thief.privateKey, verificationMethod: `${didKey}#${thief.key.publicKeyMultibase}` },
      '2027-03-31T10:00:00Z',
    )
    expect(failed(await verifyCredential(own, full))).toEqual(['issuer-denies-key'])
    expect((await verifyCredential(own, portsOf({}))).issuer?.confirmed).toBe(false)
  })

  test('a key of another issuer does not count', async () => {
    const other = anIssuer('https://other.example/issuers/1')
    const forged = other.sign(aBadge())
    const verdict = await verifyCredential(forged, portsOf({ documents: [issuer.published(), other.published()] }))
    expect(failed(verdict)).toEqual(['issuer-denies-key'])
  })

  test('a retired key vouches for what it signed before, a revoked one for nothing', async () => {
    const retired = (retiredAt: string) =>
      portsOf({ documents: [issuer.published({ retiredAt })], status: issuer.list() })
    expect((await verifyCredential(badge, retired('2027-04-01T00:00:00Z'))).verified).toBe(true)
    expect(failed(await verifyCredential(badge, retired('2027-03-01T00:00:00Z')))).toEqual(['key-retired'])
    const revoked = portsOf({
      documents: [issuer.published({ revokedAt: '2027-05-01T00:00:00Z' })],
      status: issuer.list(),
    })
    expect(failed(await verifyCredential(badge, revoked))).toEqual(['key-revoked'])
  })
})

describe('what is not a sound credential', () => {
  test('an unsupported cryptosuite is named plainly', async () => {
    const proof = { ...badge.proof, cryptosuite: 'ecdsa-sd-2023' }
    const verdict = await verifyCredential({ ...badge, proof }, full)
    expect(failed(verdict)).toEqual(['suite-unsupported'])
    expect(verdict.checks.find(check => check.name === 'proof')?.detail).toContain(
      'unsupported cryptosuite ecdsa-sd-2023',
    )
  })

  test('out of its period, without proof, with a proof for another purpose, or no badge at all', async () => {
    expect(failed(await verifyCredential(badge, { ...full, now: instant('2027-01-01T00:00:00Z') }))).toEqual([
      'not-yet-valid',
    ])
    const short = issuer.sign(aBadge({ validUntil: '2027-05-01T00:00:00Z' }))
    expect(failed(await verifyCredential(short, full))).toEqual(['expired'])
    const { proof, ...bare } = badge
    expect(failed(await verifyCredential(bare, full))).toEqual(['proof-missing'])
    expect(
      failed(await verifyCredential({ ...bare, proof: { ...proof, proofPurpose: 'authentication' } }, full)),
    ).toEqual(['purpose-wrong'])
    expect(failed(await verifyCredential({ hello: 'world' }, full))).toEqual(['not-a-credential'])
    const empty = issuer.sign({ ...aBadge(), credentialSubject: { type: ['AchievementSubject'] } })
    expect(failed(await verifyCredential(empty, full))).toEqual(['not-a-badge'])
  })

  test('a key written twice, a token, broken JSON and absurd nesting are refused at the door', async () => {
    const text = JSON.stringify(badge)
    expect(await verdictOf(text.replace('"name":', '"name":"Grand Prize","name":'))).toBe('duplicate-key')
    expect(await verdictOf(text.replace('"name":', String.raw`"n\u0061me":"Grand Prize","name":`))).toBe(
      'duplicate-key',
    )
    expect(await verdictOf('aaa.bbb.ccc')).toBe('jwt')
    expect(await verdictOf(text.slice(0, -1))).toBe('not-json')
    expect(await verdictOf(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBe('too-large')
  })
})

describe('altering', { timeout: 60_000 }, () => {
  test('any one altered byte of the file fails', async () => {
    const bytes = Buffer.from(JSON.stringify(badge))
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const altered = Buffer.from(bytes)
        altered.writeUInt8(altered.readUInt8(at) ^ flip, at)
        const verdict = await verdictOf(altered)
        expect(typeof verdict === 'string' || !verdict.verified).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('any one changed, added or removed value fails', async () => {
    for (const altered of variants(badge)) {
      expect((await verifyCredential(altered, full)).verified, JSON.stringify(altered)).toBe(false)
    }
  })
})

/** The document once with each leaf changed, each member removed, and a member added to each object. */
function* variants(value: JsonObject): Generator<JsonObject> {
  yield { ...value, extra: 1 }
  for (const key of Object.keys(value)) {
    const { [key]: member, ...rest } = value
    yield rest
    for (const changed of changes(member)) yield { ...value, [key]: changed }
  }
}

function* changes(value: unknown): Generator<unknown> {
  if (typeof value === 'string') yield `${value}.`
  else if (Array.isArray(value)) {
    yield value.slice(1)
    for (const [at, item] of value.entries()) for (const changed of changes(item)) yield value.toSpliced(at, 1, changed)
  } else if (typeof value === 'object' && value !== null) yield* variants({ ...value })
  else yield !value
}
