import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { found } from '../../kernel/policy.ts'
import { type Competition, tracksOf } from '../competitions/index.ts'
import {
  type CertificateTemplate,
  certificateTemplate,
  type CertificateValues,
  type CredentialDraft,
  issueCredentials,
  printedDay,
  standardTemplate,
  undrawableCharacters,
} from '../credentials/index.ts'
import { entriesById, type Entry } from '../entries/index.ts'
import { organisationById } from '../organisations/index.ts'
import type { Design } from './contract.ts'
import texts from './i18n/certificate.json' with { type: 'json' }
import { type Award, awardsOf } from './queries.ts'

const same = (text: string): Bilingual => ({ 'zh-CN': text, en: text })

/** Fills `{name}` places of a text of the catalogue, in both languages. */
function both(text: Bilingual, values: Record<string, Bilingual>): Bilingual {
  const filled = (language: keyof Bilingual): string =>
    text[language].replace(/\{(\w+)\}/g, (_, name: string) => values[name]?.[language] ?? '')
  return { 'zh-CN': filled('zh-CN'), en: filled('en') }
}

/** The design in force: the organiser's, or the house's from the organisation's brand. */
export async function templateOf(reader: Reader, competition: Competition): Promise<CertificateTemplate> {
  const { rows } = await sql<{ template: unknown }>`select template from certificate_design
    where competition_id = ${competition.id}`.execute(reader)
  const organisation = found(await organisationById(reader, competition.organisationId))
  const standard = standardTemplate({ organisation, scope: competition.title, work: false, signatories: [] })
  if (!rows[0]) return standard
  // The brand follows the organisation: only the texts and signatures are the design's own.
  return { ...certificateTemplate.parse(rows[0].template), brand: standard.brand }
}

export async function saveTemplate(
  tx: Tx,
  competition: Competition,
  design: Design,
  by: string,
  now: Date,
): Promise<void> {
  const current = await templateOf(tx, competition)
  const parsed = certificateTemplate.safeParse({ ...current, ...design })
  if (!parsed.success)
    throw refuse(
      'awards.design-wrong',
      {},
      parsed.error.issues.map(issue => ({
        path: issue.path.join('.'),
        code: issue.code,
        params: { message: issue.message },
      })),
    )
  await sql`insert into certificate_design (competition_id, template, updated_at, updated_by)
    values (${competition.id}, ${JSON.stringify(parsed.data)}::jsonb, ${now}, ${by})
    on conflict (competition_id) do update set template = excluded.template, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by`.execute(tx)
}

export function valuesOf(parts: {
  award: Pick<Award, 'name' | 'rank' | 'entries' | 'total'>
  entrantName: string
  competition: Competition
  track: Bilingual | null
  organisation: Bilingual
  at: Date
}): CertificateValues {
  const { award, competition } = parts
  return {
    name: same(parts.entrantName),
    award: award.name,
    competition: competition.title,
    track: parts.track ?? same(''),
    rank: award.rank === null ? same('') : same(String(award.rank)),
    entries: same(String(award.entries)),
    score: same(award.total ?? ''),
    date: printedDay(parts.at, competition.zone),
    organisation: parts.organisation,
  }
}

function draftOf(
  award: Award,
  entry: Entry,
  template: CertificateTemplate,
  values: CertificateValues,
  site: string,
  slug: string,
): CredentialDraft {
  const address = `${site}/competitions/${slug}/results`
  const places = { rank: values.rank ?? same(''), entries: values.entries ?? same('') }
  return {
    kind: award.prizeId === null ? 'participation' : 'award',
    source: { type: 'award', id: award.id },
    holder: { personId: award.personId, name: same(entry.entrantName) },
    award: award.name,
    competition: values.competition ?? same(''),
    competitionUrl: address,
    criteria: both(award.prizeId === null ? texts.participated : texts.ranked, places),
    results:
      award.rank === null || award.prizeId === null
        ? []
        : [
            { key: 'rank', name: texts.rank, value: both(texts.place, places), type: 'Result' },
            ...(award.total === null
              ? []
              : [{ key: 'score', name: texts.score, value: same(award.total), type: 'RawScore' as const }]),
          ],
    certificate: { template, values },
  }
}

/**
 * Issues what has no certificate yet: prizes, and participation when asked. All or nothing; a name with characters that no
 * font can draw is refused by name, so that nobody receives a broken paper.
 */
export async function issueAwards(
  app: App,
  tx: Tx,
  competition: Competition,
  options: { participation: boolean; by: string },
): Promise<{ issued: number; total: number }> {
  const at = app.clock.now()
  // Two who issue at once issue one after the other: the second finds nothing left to do.
  await sql`select id from award where competition_id = ${competition.id} order by id for update`.execute(tx)
  const awards = (await awardsOf(tx, competition.id)).filter(award => options.participation || award.prizeId !== null)
  const entries = await entriesById(
    tx,
    awards.map(award => award.entryId),
  )
  const tracks = new Map((await tracksOf(tx, competition.id)).map(track => [track.code, track.name]))
  const organisation = found(await organisationById(tx, competition.organisationId))
  const template = await templateOf(tx, competition)
  const open = awards.filter(award => award.credentialNumber === null)
  const drafts = open.map(award => {
    const entry = found(entries.get(award.entryId))
    const values = valuesOf({
      award,
      entrantName: entry.entrantName,
      competition,
      track: tracks.get(award.category) ?? null,
      organisation: organisation.name,
      at,
    })
    return draftOf(award, entry, template, values, app.config.publicUrl, competition.slug)
  })
  for (const draft of drafts) {
    const missing = await undrawableCharacters(draft.holder.name['zh-CN'])
    if (missing.length > 0)
      throw refuse('awards.name-undrawable', { name: draft.holder.name['zh-CN'], characters: missing.join(' ') })
  }
  const credentials = await issueCredentials(tx, app, {
    organisationId: competition.organisationId,
    drafts,
    by: options.by,
    at,
  })
  const numbers = open.map((award, index) => ({ id: award.id, number: credentials[index]?.number ?? null }))
  await sql`update award a set credential_number = r.number
    from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as r(id uuid, number text) where a.id = r.id`.execute(tx)
  return { issued: open.length, total: awards.length }
}
