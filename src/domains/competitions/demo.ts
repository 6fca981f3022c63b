import { sql } from 'kysely'
import { addMs } from '../../kernel/clock.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { found } from '../../kernel/policy.ts'
import { rulesTitle } from './announcement-titles.ts'
import { insertAnnouncement } from './announcements.ts'
import { type DemoCompetition, demoContent } from './demo-content.ts'
import { insertDraft } from './insert-draft.ts'
import { competitionById } from './queries.ts'
import type { Competition } from './rows.ts'
import type { DraftContent } from './sections.ts'
import { contentFrom, templateNamed } from './templates.ts'
import { draftRuleSet, type RuleSet, ruleSetDigest } from './versions.ts'

const day = 86_400_000

export interface DemoOwner {
  id: string
  zone: string
  /** The person in whose name things are published. */
  ownerId: string
}

/**
 * Loads the demonstration's competitions for organisations that exist already: open, upcoming, being judged, provisional,
 * final and a draft, of five formats. Returns them by slug.
 */
export async function demoCompetitions(
  tx: Tx,
  organisations: readonly DemoOwner[],
  now: Date,
): Promise<Map<string, Competition>> {
  const made = new Map<string, Competition>()
  for (const wish of demoContent) {
    const owner = found(organisations[wish.organisation % organisations.length])
    made.set(wish.slug, await loadOne(tx, wish, owner, now))
  }
  return made
}

async function loadOne(tx: Tx, wish: DemoCompetition, owner: DemoOwner, now: Date): Promise<Competition> {
  const id = newId()
  const createdAt = addMs(now, (wish.opensIn - 30) * day)
  await insertDraft(tx, {
    id,
    organisationId: owner.id,
    format: wish.template,
    content: contentOfWish(wish, owner, now),
    createdBy: owner.ownerId,
    at: createdAt,
  })
  if (wish.state !== 'draft') await announceOne(tx, id, wish, owner, now)
  return found(await competitionById(tx, id))
}

function contentOfWish(wish: DemoCompetition, owner: DemoOwner, now: Date): DraftContent {
  const template = found(templateNamed(wish.template))
  // The template's first day lies a week after the moment it is asked for.
  const asked = addMs(now, (wish.opensIn - 7) * day)
  const content = contentFrom(template, { slug: wish.slug, title: wish.title, zone: owner.zone }, asked)
  return {
    ...content,
    basics: { ...content.basics, summary: wish.summary, body: wish.body, facts: wish.facts ?? content.basics.facts },
    fee: {
      ...content.fee,
      fee: { currency: 'CNY', minor: (BigInt(wish.fee) * 100n).toString() },
      places: wish.places,
    },
  }
}

async function announceOne(tx: Tx, id: string, wish: DemoCompetition, owner: DemoOwner, now: Date): Promise<void> {
  const at = addMs(now, Math.min(wish.opensIn, 0) * day - 14 * day)
  const first = found(await draftRuleSet(tx, id))
  await sql`update rule_set set published_at = ${at}, published_by = ${owner.ownerId}, sha256 = ${ruleSetDigest(first)}
    where competition_id = ${id} and version = 1`.execute(tx)
  await sql`update entry_form set published_at = ${at} where competition_id = ${id}`.execute(tx)
  await sql`update competition set state = ${wish.state}, published_at = ${at}, updated_at = ${at}
    where id = ${id}`.execute(tx)
  let current = first
  for (const change of wish.rules ?? []) current = await changeOne(tx, current, change, owner, now)
  for (const news of wish.announcements ?? [])
    await insertAnnouncement(tx, {
      competitionId: id,
      kind: 'plain',
      title: news.title,
      body: news.body,
      notified: false,
      at: addMs(now, -news.daysAgo * day),
      by: owner.ownerId,
    })
}

async function changeOne(
  tx: Tx,
  before: RuleSet,
  change: NonNullable<DemoCompetition['rules']>[number],
  owner: DemoOwner,
  now: Date,
): Promise<RuleSet> {
  const at = addMs(now, -change.daysAgo * day)
  const extended = (text: Bilingual): Bilingual => ({
    'zh-CN': `${text['zh-CN']}\n${change.line['zh-CN']}`,
    en: `${text.en}\n${change.line.en}`,
  })
  const next: RuleSet = {
    ...before,
    version: before.version + 1,
    text: extended(before.text),
    objectionDays: change.objectionDays ?? before.objectionDays,
    reason: change.reason,
    publishedAt: at,
  }
  await sql`insert into rule_set (competition_id, version, text, scoring, objection_days, reason, published_at, published_by, sha256)
    values (${next.competitionId}, ${next.version}, ${JSON.stringify(next.text)}::jsonb, ${JSON.stringify(next.scoring)}::jsonb,
      ${next.objectionDays}, ${JSON.stringify(next.reason)}::jsonb, ${at}, ${owner.ownerId}, ${ruleSetDigest(next)})`.execute(
    tx,
  )
  await insertAnnouncement(tx, {
    competitionId: next.competitionId,
    kind: 'rules-changed',
    title: rulesTitle(next.version),
    body: change.reason,
    notified: false,
    at,
    by: owner.ownerId,
  })
  return next
}
