import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { announceAll } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { found } from '../../kernel/policy.ts'
import { type Organisation, organisationById } from '../organisations/index.ts'
import { addresses } from './addresses.ts'
import { newCertificateNumber } from './certificate-number.ts'
import {
  certificateTemplate,
  inLanguage,
  type CertificateTemplate,
  type CertificateValues,
  type Language,
} from './certificate-template.ts'
import { signDocument, type JsonObject } from './data-integrity.ts'
import { credentialIssued } from './events.ts'
import { type OpenKey, signingKey } from './issuer-keys.ts'
import { openBadge, type BadgeResult } from './open-badge.ts'
import { credentialsBySource } from './queries.ts'
import type { Credential, CredentialKind } from './rows.ts'
import { takeStatusIndexes, type StatusPlace } from './status-lists.ts'

export interface CredentialDraft {
  kind: CredentialKind
  /** What it is issued for; a second draft for the same source gives the credential that is there. */
  source: { type: string; id: string }
  holder: { personId: string | null; name: Bilingual; email?: string }
  award: Bilingual
  competition: Bilingual
  /** Absolute address of the public results, if any. */
  competitionUrl: string | null
  /** What one had to do for it, in words. */
  criteria: Bilingual
  results: readonly { key: string; name: Bilingual; value: Bilingual; type: BadgeResult['resultType'] }[]
  certificate: { template: CertificateTemplate; values: CertificateValues }
}

/**
 * Issues credentials of one organisation: numbers, signs and keeps them, in a constant number of statements. Issuing is
 * idempotent by source. The signed badge speaks the organisation's language: Chinese for organisations of China, Hong
 * Kong, Macau and Taiwan, English for others, whichever has text.
 *
 * @returns a credential for each draft, in the order of the drafts
 * @throws ZodError for a template that is none; refuses an unknown organisation
 */
export async function issueCredentials(
  tx: Tx,
  app: Pick<App, 'secrets' | 'config'>,
  input: { organisationId: string; drafts: readonly CredentialDraft[]; by: string | null; at: Date },
): Promise<Credential[]> {
  const { organisationId, drafts, by, at } = input
  const organisation = found(await organisationById(tx, organisationId))
  const issued = await existing(tx, drafts)
  const missing = [...new Map(drafts.map(draft => [keyOf(draft.source), draft])).values()].filter(
    draft => !issued.has(keyOf(draft.source)),
  )
  if (missing.length > 0) {
    const key = await signingKey(tx, app, organisationId, at)
    const places = await takeStatusIndexes(tx, { organisationId, count: missing.length, at })
    const rows = missing.map((draft, index) => {
      const place = places[index]
      if (!place) throw new Error('the status list gave too few places')
      return signedRow(app.config.publicUrl, { organisation, draft, key, place, at })
    })
    const inserted = await insertRows(tx, rows)
    await announceAll(
      tx,
      rows
        .filter(row => inserted.has(row.id))
        .map(row => ({
          name: credentialIssued,
          at,
          organisationId,
          actorId: by,
          subject: { type: 'credential', id: row.id },
          payload: { number: row.number, kind: row.kind, personId: row.subject_person_id, source: row.source_id },
        })),
    )
  }
  const all = missing.length > 0 ? await existing(tx, drafts) : issued
  return drafts.map(draft => found(all.get(keyOf(draft.source))))
}

/** Issues one; see `issueCredentials`. */
export async function issueCredential(
  tx: Tx,
  app: Pick<App, 'secrets' | 'config'>,
  input: CredentialDraft & { organisationId: string; by: string | null; at: Date },
): Promise<Credential> {
  const { organisationId, by, at, ...draft } = input
  return found((await issueCredentials(tx, app, { organisationId, by, at, drafts: [draft] }))[0])
}

const keyOf = (source: { type: string; id: string }) => `${source.type} ${source.id}`

async function existing(tx: Tx, drafts: readonly CredentialDraft[]): Promise<Map<string, Credential>> {
  const rows: Credential[] = []
  for (const type of new Set(drafts.map(draft => draft.source.type))) {
    const ids = drafts.filter(draft => draft.source.type === type).map(draft => draft.source.id)
    rows.push(...(await credentialsBySource(tx, type, ids)))
  }
  return new Map(rows.map(row => [keyOf({ type: row.sourceType, id: row.sourceId }), row]))
}

interface Parts {
  organisation: Organisation
  draft: CredentialDraft
  key: OpenKey
  place: StatusPlace
  at: Date
}

function signedRow(site: string, { organisation, draft, key, place, at }: Parts) {
  const id = newId()
  const number = newCertificateNumber(at.getUTCFullYear())
  const template = certificateTemplate.parse(draft.certificate.template)
  const unsigned = unsignedBadge(site, number, { organisation, draft, key, place, at })
  return {
    id,
    number,
    kind: draft.kind,
    organisation_id: organisation.id,
    issuer_key_id: key.id,
    subject_person_id: draft.holder.personId,
    subject_name: draft.holder.name,
    source_type: draft.source.type,
    source_id: draft.source.id,
    achievement: {
      award: draft.award,
      competition: draft.competition,
      competitionUrl: draft.competitionUrl,
      results: draft.results.map(({ key: name, name: title, value }) => ({ key: name, name: title, value })),
    },
    certificate: { template, values: draft.certificate.values },
    document: JSON.stringify(signDocument(unsigned, key, seconds(at)), null, 2),
    status_list_id: place.listId,
    status_index: place.index,
    issued_at: at.toISOString(),
  }
}

function unsignedBadge(site: string, number: string, { organisation, draft, place, at }: Parts): JsonObject {
  const language: Language = ['CN', 'HK', 'MO', 'TW'].includes(organisation.country) ? 'zh-CN' : 'en'
  const say = (text: Bilingual) => inLanguage(text, language)
  return openBadge({
    id: addresses.document(site, number),
    name: say(draft.award),
    issuer: {
      id: addresses.issuer(site, organisation.id),
      name: say(organisation.name),
      ...(organisation.website ? { url: organisation.website } : {}),
    },
    subject: {
      name: say(draft.holder.name),
      ...(draft.holder.email ? { email: draft.holder.email, salt: randomBytes(12).toString('hex') } : {}),
    },
    achievement: {
      id: `urn:uuid:${draft.source.id}`,
      name: say(draft.award),
      description: say(draft.competition),
      criteria: say(draft.criteria),
      ...(draft.competitionUrl ? { criteriaUrl: draft.competitionUrl } : {}),
    },
    results: draft.results.map(({ key, name, value, type }) => ({
      key,
      name: say(name),
      resultType: type,
      value: say(value),
    })),
    validFrom: seconds(at),
    awardedDate: seconds(at),
    image: addresses.badge(site, number, 'png'),
    evidence: draft.competitionUrl ? [{ id: draft.competitionUrl, name: say(draft.competition) }] : [],
    status: { list: addresses.statusList(site, place.listId), index: place.index },
  })
}

async function insertRows(tx: Tx, rows: readonly ReturnType<typeof signedRow>[]): Promise<Set<string>> {
  // A racing issuer may have been first for a source: its credential is the one that counts.
  const inserted = await sql<{ id: string }>`
    insert into credential (id, number, kind, organisation_id, issuer_key_id, subject_person_id, subject_name, source_type,
      source_id, achievement, certificate, document, status_list_id, status_index, issued_at)
    select id, number, kind, organisation_id, issuer_key_id, subject_person_id, subject_name, source_type,
      source_id, achievement, certificate, document, status_list_id, status_index, issued_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, number text, kind text, organisation_id uuid,
      issuer_key_id uuid, subject_person_id uuid, subject_name jsonb, source_type text, source_id uuid, achievement jsonb,
      certificate jsonb, document text, status_list_id uuid, status_index integer, issued_at timestamptz)
    on conflict (source_type, source_id) do nothing
    returning id`.execute(tx)
  return new Set(inserted.rows.map(row => row.id))
}

/** ISO 8601 without fractions, as the examples of the specifications write it. */
export function seconds(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
