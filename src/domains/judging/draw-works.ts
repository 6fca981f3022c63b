import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newCode, newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import { confirmedEntries, type Entry } from '../entries/index.ts'
import { notify } from '../messaging/index.ts'
import { submittedWorks } from '../uploads/index.ts'
import { drawSheets } from './assignment.ts'
import { conflictsOf, type Panel, type Seat, seatsOf, sheetsOf, type Work, worksOf } from './queries.ts'

const sameAffiliation = (a: string, b: string): boolean => {
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s·.,\-()]/g, '')
  return plain(a) !== '' && plain(a) === plain(b)
}

/** `7K2-QX`: six readable characters, unique in the competition. */
function blindCode(taken: Set<string>): string {
  for (;;) {
    const code = newCode(5)
    const shown = `${code.slice(0, 3)}-${code.slice(3)}`
    if (taken.has(shown)) continue
    taken.add(shown)
    return shown
  }
}

/** Takes in confirmed entries of the panel's track: those that handed work in, or all where the stage is a performance. */
async function takeInWorks(tx: Tx, panel: Panel, now: Date): Promise<Work[]> {
  const existing = await worksOf(tx, panel.id)
  const known = new Set(existing.map(work => work.entryId))
  const entries = (await confirmedEntries(tx, panel.competitionId)).filter(
    entry => panel.trackId === null || entry.trackId === panel.trackId,
  )
  const submissions =
    panel.stage === null
      ? null
      : new Map((await submittedWorks(tx, panel.competitionId, panel.stage)).map(one => [one.entryId, one]))
  const codes = await sql<{
    code: string
  }>`select blind_code as code from judging_work where competition_id = ${panel.competitionId}`.execute(tx)
  const taken = new Set(codes.rows.map(row => row.code))
  const added = entries.flatMap((entry): Work[] => {
    const submission = submissions?.get(entry.id)
    if (known.has(entry.id) || (submissions !== null && !submission)) return []
    return [
      {
        id: newId(),
        panelId: panel.id,
        competitionId: panel.competitionId,
        entryId: entry.id,
        submissionId: submission?.submissionId ?? null,
        blindCode: blindCode(taken),
        status: null,
      },
    ]
  })
  await insertWorks(tx, added, now)
  return [...existing, ...added]
}

export async function insertWorks(tx: Tx, works: readonly Work[], now: Date): Promise<void> {
  if (works.length === 0) return
  const rows = works.map(work => ({
    id: work.id,
    panel_id: work.panelId,
    competition_id: work.competitionId,
    entry_id: work.entryId,
    submission_id: work.submissionId,
    blind_code: work.blindCode,
    status: work.status,
  }))
  await sql`insert into judging_work (id, panel_id, competition_id, entry_id, submission_id, blind_code, status, added_at)
    select id, panel_id, competition_id, entry_id, submission_id, blind_code, status, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, panel_id uuid, competition_id uuid, entry_id uuid,
      submission_id uuid, blind_code text, status text)`.execute(tx)
}

/** A judge and an entrant of one school or employer, or one and the same person, do not meet. */
export async function recordKnownConflicts(
  tx: Tx,
  works: readonly Work[],
  seats: readonly Seat[],
  entries: ReadonlyMap<string, Entry>,
  now: Date,
) {
  const rows = works.flatMap(work => {
    const entry = entries.get(work.entryId)
    return seats
      .filter(
        seat =>
          entry &&
          ((seat.personId !== null && seat.personId === entry.personId) ||
            sameAffiliation(seat.affiliation, entry.affiliation)),
      )
      .map(seat => ({ id: newId(), work_id: work.id, seat_id: seat.id }))
  })
  if (rows.length === 0) return
  await sql`insert into judging_conflict (id, work_id, seat_id, source, reason, at)
    select id, work_id, seat_id, 'affiliation', 'affiliation', ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, work_id uuid, seat_id uuid)
    on conflict (work_id, seat_id) do nothing`.execute(tx)
}

export interface DrawOutcome {
  works: number
  sheets: number
  components: number
  unassigned: { blindCode: string; missing: number }[]
}

/** Draws (or completes) the assignment and opens the panel. Sheets that exist stay with their judges. */
export async function drawWorks(tx: Tx, panel: Panel, person: Person, now: Date): Promise<DrawOutcome> {
  if (panel.state === 'locked') throw refuse('judging.wrong-state', { state: panel.state })
  const seats = (await seatsOf(tx, panel.id)).filter(seat => seat.state === 'accepted' || seat.state === 'invited')
  if (seats.length < panel.judgesPerWork)
    throw refuse('judging.no-judges', { have: seats.length, need: panel.judgesPerWork })
  const works = await takeInWorks(tx, panel, now)
  if (works.length === 0) throw refuse('judging.no-works')
  const entries = new Map((await confirmedEntries(tx, panel.competitionId)).map(entry => [entry.id, entry]))
  await recordKnownConflicts(tx, works, seats, entries, now)
  const conflicts = new Set((await conflictsOf(tx, panel.id)).map(one => `${one.workId} ${one.seatId}`))
  const sheets = await sheetsOf(tx, panel.id)
  const seed = panel.seed ?? randomBytes(16).toString('hex')
  const draw = drawSheets({
    works: works.filter(work => work.status === null && entries.has(work.entryId)).map(work => work.id),
    seats: seats.map(seat => ({ id: seat.id, most: seat.mostWorks })),
    perWork: panel.judgesPerWork,
    conflicts,
    existing: sheets
      .filter(sheet => sheet.state !== 'recused')
      .map(sheet => ({ work: sheet.workId, seat: sheet.seatId })),
    seed: `${seed}:${sheets.length}`,
  })
  await insertSheets(tx, panel, draw.added, sheets.length, now)
  await sql`update judging_panel set state = 'open', seed = ${seed} where id = ${panel.id}`.execute(tx)
  await announce(tx, {
    name: 'judging.works-drawn',
    at: now,
    actorId: person.id,
    organisationId: panel.organisationId,
    subject: { type: 'judging_panel', id: panel.id },
    payload: { seed, works: works.length, sheets: draw.added.length, components: draw.components },
  })
  const busy = new Set(draw.added.map(sheet => sheet.seat))
  await notify(tx, {
    personIds: seats.filter(seat => busy.has(seat.id)).flatMap(seat => seat.personId ?? []),
    kind: 'judging.assigned',
    params: { panel: panel.name, due: panel.dueAt ? { instant: panel.dueAt.toISOString() } : '' },
    link: `/judge/${panel.id}`,
    at: now,
  })
  const codes = new Map(works.map(work => [work.id, work.blindCode]))
  return {
    works: works.length,
    sheets: draw.added.length,
    components: draw.components,
    unassigned: draw.missing.map(one => ({ blindCode: codes.get(one.work) ?? '', missing: one.count })),
  }
}

/** Sheets in the order given, so that a judge's lane tells nothing about numbers of entry. */
export async function insertSheets(
  tx: Tx,
  panel: Pick<Panel, 'id'>,
  added: readonly { work: string; seat: string }[],
  from: number,
  now: Date,
): Promise<Map<string, string>> {
  const rows = added.map((sheet, index) => ({
    id: newId(),
    work_id: sheet.work,
    seat_id: sheet.seat,
    position: from + index + 1,
  }))
  if (rows.length > 0)
    await sql`insert into score_sheet (id, panel_id, work_id, seat_id, position, state, assigned_at, updated_at)
      select id, ${panel.id}, work_id, seat_id, position, 'assigned', ${now}, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, work_id uuid, seat_id uuid, position integer)`.execute(
      tx,
    )
  return new Map(rows.map(row => [`${row.work_id} ${row.seat_id}`, row.id]))
}
