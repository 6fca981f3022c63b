import { sql } from 'kysely'
import type { Reader, Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { competitionById } from '../competitions/index.ts'
import { entriesById, entryById } from '../entries/index.ts'
import { notify } from '../messaging/index.ts'
import { can } from './policy.ts'
import { heldPublicRun, lockedObjection, type Objection, type Run } from './queries.ts'

/** Objections are heard while results are provisional and the window is open. */
export function objectionsOpen(run: Run | undefined, now: Date): boolean {
  return run?.state === 'provisional' && run.objectionsUntil !== null && now < run.objectionsUntil
}

export async function objectionViews(reader: Reader, objections: readonly Objection[]) {
  const entries = await entriesById(
    reader,
    objections.map(one => one.entryId),
  )
  return objections.map(one => ({
    id: one.id,
    entryNumber: entries.get(one.entryId)?.number ?? '',
    statement: one.statement,
    state: one.state,
    answer: one.answer,
    createdAt: one.createdAt.toISOString(),
    answeredAt: one.answeredAt?.toISOString() ?? null,
  }))
}

export async function objectToResult(
  tx: Tx,
  entryId: string,
  statement: string,
  person: Person,
  now: Date,
): Promise<Objection> {
  const entry = found(await entryById(tx, entryId))
  authorise(entry.personId === person.id, 'kernel.not-found')
  const run = await heldPublicRun(tx, entry.competitionId)
  if (!run || !objectionsOpen(run, now)) throw refuse('standings.no-objections-now')
  const objection: Objection = {
    id: newId(),
    runId: run.id,
    competitionId: entry.competitionId,
    entryId,
    personId: person.id,
    statement,
    state: 'open',
    answer: null,
    createdAt: now,
    answeredAt: null,
  }
  await sql`insert into result_objection (id, run_id, competition_id, entry_id, person_id, statement, created_at)
    values (${objection.id}, ${run.id}, ${entry.competitionId}, ${entryId}, ${person.id}, ${statement}, ${now})`.execute(
    tx,
  )
  await announce(tx, {
    name: 'standings.objection-made',
    at: now,
    actorId: person.id,
    organisationId: run.organisationId,
    subject: { type: 'result_objection', id: objection.id },
    payload: { competitionId: entry.competitionId, entryId },
  })
  return objection
}

export async function answerObjection(
  tx: Tx,
  input: { objectionId: string; upheld: boolean; answer: string },
  person: Person,
  now: Date,
): Promise<Objection> {
  const objection = await lockedObjection(tx, input.objectionId)
  const competition = found(await competitionById(tx, objection.competitionId))
  authorise(can.manage(person, competition), 'kernel.not-found')
  if (objection.state !== 'open') throw refuse('standings.wrong-state', { state: objection.state })
  const state = input.upheld ? 'upheld' : 'dismissed'
  await sql`update result_objection set state = ${state}, answer = ${input.answer}, answered_by = ${person.id}, answered_at = ${now}
    where id = ${objection.id} and state = 'open'`.execute(tx)
  await notify(tx, {
    personIds: [objection.personId],
    kind: `standings.objection-${state}`,
    params: { competition: competition.title, answer: input.answer },
    link: `/entries/${objection.entryId}`,
    at: now,
    mail: 'needed',
  })
  return { ...objection, state, answer: input.answer, answeredAt: now }
}
