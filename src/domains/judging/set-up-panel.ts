import { sql } from 'kysely'
import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { sendMail } from '../../kernel/mail/index.ts'
import type { Locale, Person } from '../../kernel/policy.ts'
import { peopleByIds, personByEmail } from '../accounts/index.ts'
import { type Competition, ruleSetAt } from '../competitions/index.ts'
import { notify } from '../messaging/index.ts'
import { scoringRules } from '../scoring/index.ts'
import { type Panel, seatsOf } from './queries.ts'

export interface SeatDraft {
  email: string
  lead: boolean
  mostWorks: number | null
}

export interface PanelDraft {
  name: Bilingual
  segment: string
  rulesPanel: string | null
  trackId: string | null
  stage: string | null
  judgesPerWork: number
  dueAt: Date | null
}

/** Writes a panel for a segment of the rules in force. */
export async function createPanel(
  tx: Tx,
  competition: Competition,
  draft: PanelDraft,
  person: Person | null,
  now: Date,
): Promise<Panel> {
  const set = await ruleSetAt(tx, competition.id)
  if (!set) throw refuse('judging.no-rules')
  const rules = scoringRules.safeParse(set.scoring)
  if (!rules.success) throw refuse('judging.no-rules')
  const segment = rules.data.segments.find(one => one.id === draft.segment)
  if (!segment || (draft.rulesPanel !== null && !(draft.rulesPanel in rules.data.panels)))
    throw refuse('judging.unknown-segment', { segment: draft.segment }, [
      { path: 'segment', code: 'judging.unknown-segment' },
    ])
  const id = newId()
  await sql`insert into judging_panel (id, competition_id, organisation_id, segment, rules_panel, track_id, stage, name,
      rules_version, judges_per_work, due_at, created_at)
    values (${id}, ${competition.id}, ${competition.organisationId}, ${draft.segment}, ${draft.rulesPanel}, ${draft.trackId},
      ${draft.stage}, ${JSON.stringify(draft.name)}::jsonb, ${set.version}, ${draft.judgesPerWork}, ${draft.dueAt}, ${now})`.execute(
    tx,
  )
  await announce(tx, {
    name: 'judging.panel-created',
    at: now,
    actorId: person?.id ?? null,
    organisationId: competition.organisationId,
    subject: { type: 'judging_panel', id },
    payload: { competitionId: competition.id, segment: draft.segment },
  })
  return {
    ...draft,
    id,
    competitionId: competition.id,
    organisationId: competition.organisationId,
    rulesVersion: set.version,
    state: 'draft',
    seed: null,
  }
}

/** Adds seats J1, J2 … and invites their judges: a notice to those who have an account, a mail to those who do not. */
export async function addSeats(
  tx: Tx,
  panel: Panel,
  competition: Competition,
  drafts: readonly SeatDraft[],
  options: { inviter: Person; locale: Locale; now: Date },
): Promise<number> {
  const seats = await seatsOf(tx, panel.id)
  const people = await peopleByIds(
    tx,
    seats.flatMap(seat => seat.personId ?? []),
  )
  const sitting = new Set(
    seats
      .filter(seat => seat.state !== 'removed')
      .flatMap(seat => (seat.personId ? (people.get(seat.personId)?.email ?? '') : (seat.email ?? '')).toLowerCase()),
  )
  let number = seats.reduce((most, seat) => Math.max(most, Number(/^J(\d+)$/.exec(seat.label)?.[1] ?? 0)), 0)
  for (const draft of drafts) {
    const email = draft.email.toLowerCase()
    if (sitting.has(email))
      throw refuse('judging.seat-twice', { email }, [{ path: 'seats', code: 'judging.seat-twice' }])
    sitting.add(email)
    number += 1
    const known = await personByEmail(tx, email)
    await sql`insert into panel_seat (id, panel_id, label, person_id, email, lead, most_works, state, added_at)
      values (${newId()}, ${panel.id}, ${`J${number}`}, ${known?.id ?? null}, ${email}, ${draft.lead}, ${draft.mostWorks},
        'invited', ${options.now})`.execute(tx)
    if (known)
      await notify(tx, {
        personIds: [known.id],
        kind: 'judging.invited',
        params: { panel: panel.name, competition: competition.title },
        link: '/judge',
        at: options.now,
        mail: 'needed',
      })
    else
      await sendMail(tx, {
        to: email,
        locale: options.locale,
        template: 'judging.invited',
        params: { panel: panel.name, competition: competition.title, inviter: options.inviter.name },
        link: `/sign-up?next=/judge&email=${encodeURIComponent(email)}`,
        at: options.now,
      })
  }
  return drafts.length
}
