import type { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Actor } from '../../kernel/policy.ts'
import { normaliseCertificateNumber } from './certificate-number.ts'
import { differences } from './compare.ts'
import { type fileVerdict, mostFileBytes } from './contract.ts'
import type { JsonObject } from './data-integrity.ts'
import { ownPorts } from './own-ports.ts'
import { credentialByNumber } from './queries.ts'
import { isObject, readCredential } from './read-credential.ts'
import { verifyCredential, type Verdict } from './verify.ts'
import { credentialView } from './view.ts'

type FileVerdict = z.infer<typeof fileVerdict>

/** Judges a file somebody shows: what it says, whether that was signed, and, when its number is ours, what was issued. */
export async function checkFile(reader: Reader, app: App, actor: Actor, bytes: Uint8Array): Promise<FileVerdict> {
  if (bytes.length > mostFileBytes) throw refuse('credentials.too-large-file', { limit: mostFileBytes / 1000 })
  const read = readCredential(bytes)
  if ('failure' in read) throw refuse('credentials.unreadable-file', { reason: read.failure })
  const ports = ownPorts(reader, app)
  const verdict = await verifyCredential(read.document, ports)
  const number = numberIn(read.document)
  const kept = number === undefined ? undefined : await credentialByNumber(reader, number)
  const row = kept?.erasedAt ? undefined : kept
  const altered = verdict.checks.some(check => check.code === 'altered')
  return {
    form: read.form,
    outcome: outcomeOf(verdict, altered),
    verified: verdict.verified,
    checks: verdict.checks,
    checkedAt: ports.now.toISOString(),
    issuer: verdict.issuer,
    status: verdict.status,
    presented: presented(read.document),
    issued: row ? await credentialView(reader, app, actor, row) : null,
    differences: row && !verdict.verified ? differences(read.document, JSON.parse(row.document)) : [],
  }
}

function outcomeOf(verdict: Verdict, altered: boolean): FileVerdict['outcome'] {
  if (altered) return 'altered'
  const failed = verdict.checks.filter(check => check.ok === false)
  if (failed.length > 0) return failed.every(check => check.code === 'revoked') ? 'revoked' : 'invalid'
  return verdict.verified && verdict.checks.every(check => check.ok === true) ? 'valid' : 'undecided'
}

/** Our number in a document's id. */
function numberIn(document: JsonObject): string | undefined {
  const match = /\/api\/credentials\/([^/]+)\/document$/.exec(text(document['id']) ?? '')
  return match?.[1] === undefined ? undefined : normaliseCertificateNumber(match[1])
}

function presented(document: JsonObject): FileVerdict['presented'] {
  const subject = [document['credentialSubject']].flat().find(isObject)
  const achievement = isObject(subject?.['achievement']) ? subject['achievement'] : undefined
  const names = [subject?.['identifier']].flat().filter(isObject)
  const named = names.find(one => one['identityType'] === 'name')
  return {
    holder: text(named?.['identityHash']) ?? text(subject?.['name']) ?? null,
    award: text(achievement?.['name']) ?? text(document['name']) ?? null,
    description: text(achievement?.['description']) ?? null,
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 500) : undefined
}
