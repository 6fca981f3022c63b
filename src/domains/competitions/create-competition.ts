import { sql } from 'kysely'
import { isZone, wallClockOf } from '../../kernel/calendar.ts'
import { addMs } from '../../kernel/clock.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { organisationById } from '../organisations/index.ts'
import { insertDraft } from './insert-draft.ts'
import { contentOf } from './load-content.ts'
import { can } from './policy.ts'
import { competitionById, datesOf } from './queries.ts'
import type { DraftContent } from './sections.ts'
import { contentFrom, templateNamed } from './templates.ts'
import { plain } from './titles.ts'

export interface NewCompetition {
  organisationId: string
  template: string
  copyOf?: string | undefined
  title: Bilingual
  zone?: string | undefined
}

/** Starts a draft. Its address comes from the English title, with a code when that is taken or empty. */
export async function createCompetition(
  tx: Tx,
  actor: Person,
  input: NewCompetition,
  at: Date,
): Promise<{ id: string; slug: string }> {
  const { organisationId } = input
  found(
    organisationId,
    actor.staff.some(one => one.organisationId === organisationId),
  )
  authorise(can.create(actor, organisationId))
  const organisation = found(await organisationById(tx, organisationId))
  const zone = input.zone ?? organisation.zone
  if (!isZone(zone)) throw refuse('competitions.unknown-zone', { zone })
  const slug = await freeSlug(tx, input.title)
  const id = newId()
  const { content, format } = input.copyOf
    ? await copied(tx, input.copyOf, organisationId, slug, input.title)
    : fresh(input.template, { slug, title: input.title, zone }, at)
  await insertDraft(tx, { id, organisationId, format, content, createdBy: actor.id, at })
  await announce(tx, {
    name: 'competitions.draft-created',
    at,
    organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id },
    payload: { competitionId: id, format, title: input.title },
  })
  return { id, slug }
}

function fresh(key: string, named: { slug: string; title: Bilingual; zone: string }, at: Date) {
  const template = templateNamed(key)
  if (!template) throw refuse('competitions.unknown-template', { template: key })
  return { content: contentFrom(template, named, at), format: key }
}

const fiftyTwoWeeks = 364 * 86_400_000

/** An earlier competition of the same organisation, a year of whole weeks on, so that weekdays stay. */
async function copied(tx: Tx, id: string, organisationId: string, slug: string, title: Bilingual) {
  const source = await competitionById(tx, id)
  const earlier = found(source, source?.organisationId === organisationId)
  const content: DraftContent = await contentOf(tx, earlier)
  const dates = await datesOf(tx, id)
  const later = (date: Date): string => wallClockOf(addMs(date, fiftyTwoWeeks), earlier.zone)
  return {
    format: earlier.format,
    content: {
      ...content,
      basics: {
        ...content.basics,
        slug,
        title: {
          'zh-CN': title['zh-CN'] || earlier.heading['zh-CN'],
          en: title.en || earlier.heading.en,
        },
      },
      schedule: {
        zone: content.schedule.zone,
        lines: content.schedule.lines.map((line, index) => {
          const date = dates[index]
          return date ? { ...line, startsAt: later(date.startsAt), endsAt: date.endsAt && later(date.endsAt) } : line
        }),
      },
    },
  }
}

/** Lower-case ASCII words of a title; empty for a title without any. */
export function slugFrom(title: string): string {
  return plain(title)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

async function freeSlug(tx: Tx, title: Bilingual): Promise<string> {
  const wanted = slugFrom(title.en)
  const candidates = wanted.length >= 3 ? [wanted, `${wanted}-${newCode(4).toLowerCase()}`] : []
  for (const candidate of candidates) {
    const taken = await sql`select 1 from competition where slug = ${candidate}`.execute(tx)
    if (taken.rows.length === 0) return candidate
  }
  return `contest-${newCode(10).toLowerCase()}`
}
