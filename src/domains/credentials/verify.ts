import { z } from 'zod'
import { bitAt } from './bitstring-status-list.ts'
import type { KeyFinding } from './controller-document.ts'
import { isSupported, proofHolds, proofSchema, type JsonObject, type Proof } from './data-integrity.ts'
import { decodePublicMultikey } from './multikey.ts'
import { credentialsContext, credentialSchema, openBadgeSchema, type CredentialDocument } from './open-badge.ts'

export type CheckName = 'structure' | 'context' | 'proof' | 'issuer' | 'period' | 'status'

/** One thing that was looked at. `ok` is null when it could not be decided with what was at hand. */
export interface Check {
  name: CheckName
  ok: boolean | null
  /** Stable; the web words it in the reader's language. */
  code: string
  /** The same in plain English, for the command line. */
  detail: string
}

export type CredentialStatus = 'valid' | 'revoked' | 'none' | 'unknown'

export interface Verdict {
  /** The proof holds and no check failed. Checks that are null were not decided: read them. */
  verified: boolean
  checks: Check[]
  issuer: { id: string; name: string | null; confirmed: boolean } | null
  status: CredentialStatus
}

/** The outside world, so that the same rules run on the server, offline and in tests. */
export interface VerifyPorts {
  resolveKey(verificationMethod: string, issuer: string): Promise<KeyFinding | undefined>
  /** The status list credential at this address as read, or undefined when it is not at hand. */
  fetchStatus(address: string): Promise<JsonObject | undefined>
  now: Date
}

/** Checks a credential as read. Never throws for what the document contains. */
export async function verifyCredential(document: JsonObject, ports: VerifyPorts): Promise<Verdict> {
  const parsed = credentialSchema.safeParse(document)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue?.path.join('.') || 'document'
    const check = {
      name: 'structure',
      ok: false,
      code: 'not-a-credential',
      detail: `${where}: ${issue?.message ?? ''}`,
    } as const
    return { verified: false, checks: [check], issuer: null, status: 'unknown' }
  }
  const credential = parsed.data
  const issuerId = typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id
  const { proof, key, checks: proofChecks } = await checkProof(document, issuerId, ports)
  const issuer = checkIssuer(issuerId, proof, key)
  const status = await checkStatus(credential, issuerId, ports)
  const checks = [
    checkStructure(credential),
    checkContext(credential),
    ...proofChecks,
    issuer,
    checkPeriod(credential, proof, ports.now),
    status.check,
  ]
  const name = typeof credential.issuer === 'string' ? undefined : credential.issuer.name
  return {
    verified: proofChecks.every(check => check.ok === true) && checks.every(check => check.ok !== false),
    checks,
    issuer: { id: issuerId, name: typeof name === 'string' ? name : null, confirmed: issuer.ok === true },
    status: status.status,
  }
}

function isBadge(credential: CredentialDocument): boolean {
  const types = [credential.type].flat()
  return types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')
}

function checkStructure(credential: CredentialDocument): Check {
  if (!isBadge(credential)) return pass('structure', 'credential', 'a Verifiable Credential')
  const badge = openBadgeSchema.safeParse(credential)
  if (badge.success) return pass('structure', 'open-badge', 'an Open Badges 3.0 achievement credential')
  const issue = badge.error.issues[0]
  return fail('structure', 'not-a-badge', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function checkContext(credential: CredentialDocument): Check {
  const [first, ...rest] = credential['@context']
  if (first !== credentialsContext && first !== 'https://www.w3.org/2018/credentials/v1') {
    return fail('context', 'context-unknown', `the first context must be ${credentialsContext}`)
  }
  const badgeContext = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(?:-3\.0\.\d+)?\.json$/
  if (isBadge(credential) && !rest.some(context => typeof context === 'string' && badgeContext.test(context))) {
    return fail('context', 'badge-context-missing', 'an Open Badge must name the Open Badges 3.0 context')
  }
  return pass('context', 'context-known', 'the contexts are the ones its kind asks for')
}

async function checkProof(
  document: JsonObject,
  issuer: string,
  ports: VerifyPorts,
): Promise<{ proof?: Proof; key?: KeyFinding; checks: Check[] }> {
  const given = [document['proof'] ?? []].flat()
  const proofs = z.array(proofSchema).min(1).safeParse(given)
  if (!proofs.success) {
    const missing = given.length === 0
    return {
      checks: [
        missing
          ? fail('proof', 'proof-missing', 'there is no embedded proof')
          : fail('proof', 'proof-malformed', 'the proof is not a Data Integrity proof'),
      ],
    }
  }
  const checks: Check[] = []
  let first: { proof: Proof; key?: KeyFinding } | undefined
  for (const proof of proofs.data) {
    const key = isSupported(proof) ? await ports.resolveKey(proof.verificationMethod, issuer) : undefined
    first ??= key ? { proof, key } : { proof }
    checks.push(checkOneProof(document, proof, key))
  }
  return { ...first, checks }
}

function checkOneProof(document: JsonObject, proof: Proof, key: KeyFinding | undefined): Check {
  if (!isSupported(proof)) {
    return fail(
      'proof',
      'suite-unsupported',
      `unsupported cryptosuite ${proof.cryptosuite}: only eddsa-jcs-2022 is checked here`,
    )
  }
  if (proof.proofPurpose !== 'assertionMethod') {
    return fail('proof', 'purpose-wrong', `the proof was made for ${proof.proofPurpose}, not to assert`)
  }
  const publicKey = key && decodePublicMultikey(key.publicKeyMultibase)
  if (!key)
    return {
      name: 'proof',
      ok: null,
      code: 'key-unknown',
      detail: `the key ${proof.verificationMethod} is not at hand`,
    }
  if (!publicKey) return fail('proof', 'key-unreadable', 'the key is not an Ed25519 Multikey')
  return proofHolds(document, proof, publicKey)
    ? pass('proof', 'proof-holds', 'the signature fits the contents')
    : fail('proof', 'altered', 'the signature does not fit the contents: something was changed after signing')
}

function checkIssuer(issuer: string, proof: Proof | undefined, key: KeyFinding | undefined): Check {
  if (!proof || !key || key.listedByIssuer === null) {
    return { name: 'issuer', ok: null, code: 'issuer-unconfirmed', detail: `the key list of ${issuer} was not at hand` }
  }
  if (!key.listedByIssuer) return fail('issuer', 'issuer-denies-key', `the key is not one of ${issuer}`)
  if (key.revoked !== undefined) return fail('issuer', 'key-revoked', `the issuer revoked this key on ${key.revoked}`)
  if (key.expires !== undefined && !(proof.created !== undefined && ms(proof.created) <= ms(key.expires))) {
    return fail('issuer', 'key-retired', `the key was retired on ${key.expires}, before this was signed`)
  }
  return pass('issuer', 'issuer-confirmed', `the key belongs to ${issuer} and was in use on that day`)
}

function checkPeriod(credential: CredentialDocument, proof: Proof | undefined, now: Date): Check {
  const from = credential.validFrom ?? credential.issuanceDate
  const until = credential.validUntil ?? credential.expirationDate
  const at = now.getTime()
  if (from !== undefined && ms(from) > at) return fail('period', 'not-yet-valid', `valid from ${from}`)
  if (until !== undefined && ms(until) < at) return fail('period', 'expired', `valid until ${until}`)
  if (proof?.expires !== undefined && !(ms(proof.expires) >= at)) {
    return fail('period', 'proof-expired', `the signature counted until ${proof.expires}`)
  }
  return pass('period', 'in-period', until === undefined ? 'it has no end date' : `valid until ${until}`)
}

const statusEntry = z.looseObject({
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.string(),
  statusListIndex: z.union([z.string().regex(/^\d{1,9}$/), z.number().int().nonnegative()]),
  statusListCredential: z.string(),
})
const statusList = z.looseObject({
  id: z.string(),
  credentialSubject: z.looseObject({
    statusPurpose: z.union([z.string(), z.array(z.string())]),
    encodedList: z.string(),
  }),
})

async function checkStatus(
  credential: CredentialDocument,
  issuer: string,
  ports: VerifyPorts,
): Promise<{ status: CredentialStatus; check: Check }> {
  const undecided = (code: string, detail: string) =>
    ({ status: 'unknown', check: { name: 'status', ok: null, code, detail } }) as const
  if (credential.credentialStatus === undefined) {
    return { status: 'none', check: pass('status', 'no-status', 'the issuer keeps no revocation list for it') }
  }
  const entries = z.array(statusEntry).safeParse([credential.credentialStatus].flat())
  const entry = entries.data?.find(one => one.statusPurpose === 'revocation')
  if (!entry) return undecided('status-kind-unknown', 'this kind of status list is not known here')
  const document = await ports.fetchStatus(entry.statusListCredential)
  if (!document) return undecided('status-not-at-hand', 'the revocation list was not at hand')
  const list = statusList.safeParse(document)
  if (!list.success || list.data.id !== entry.statusListCredential) {
    return undecided('status-list-foreign', 'the revocation list at hand is not the one the credential names')
  }
  // A list that anyone could have written would let a thief un-revoke: it must carry the same issuer's signature.
  const proved = await checkProof(document, issuer, ports)
  const vouched = proved.checks.every(check => check.ok === true) && proved.key?.listedByIssuer !== false
  const listIssuer = typeof document['issuer'] === 'string' ? document['issuer'] : undefined
  if (!vouched || listIssuer !== issuer)
    return undecided('status-list-unsigned', 'the revocation list is not signed by the issuer')
  const bit = bitAt(list.data.credentialSubject.encodedList, Number(entry.statusListIndex))
  if (bit === undefined) return undecided('status-list-short', 'the revocation list does not hold this entry')
  return bit
    ? {
        status: 'revoked',
        check: fail('status', 'revoked', `revoked: entry ${entry.statusListIndex} of the revocation list`),
      }
    : { status: 'valid', check: pass('status', 'not-revoked', 'not on the revocation list') }
}

function ms(instantText: string): number {
  return Date.parse(instantText)
}

function pass(name: CheckName, code: string, detail: string): Check {
  return { name, ok: true, code, detail }
}

function fail(name: CheckName, code: string, detail: string): Check {
  return { name, ok: false, code, detail }
}
