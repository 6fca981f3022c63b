import { sql } from 'kysely'
import type { App } from './app.ts'
import type { Tx } from './db.ts'

/** A fact of the past, appended in the transaction that made it true. `name` is past tense: `entries.entry-confirmed`. */
export interface DomainEvent {
  name: string
  at: Date
  organisationId?: string | null
  actorId?: string | null
  subject: { type: string; id: string | null }
  payload: Record<string, unknown>
  requestId?: string
}

/** Something that follows an event, in its own transaction, after commit. It may run twice: it must be idempotent. */
export interface Reaction {
  /** `awards.issue-certificates`: unique; the name of the job. */
  name: string
  on: string
  run(event: DomainEvent & { id: string }, app: App): Promise<void>
}

const reactions = new Map<string, Reaction[]>()

/** Called once by the composition root. */
export function listen(all: readonly Reaction[]): void {
  reactions.clear()
  for (const reaction of all) reactions.set(reaction.on, [...(reactions.get(reaction.on) ?? []), reaction])
}

export function reactionNamed(name: string): Reaction | undefined {
  return [...reactions.values()].flat().find(reaction => reaction.name === name)
}

/** Appends an event and enqueues its reactions in the same transaction. */
export async function announce(tx: Tx, event: DomainEvent): Promise<void> {
  await announceAll(tx, [event])
}

/** The same for many at once: two statements however many there are. */
export async function announceAll(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(event => ({
    at: event.at.toISOString(),
    name: event.name,
    organisation_id: event.organisationId ?? null,
    actor_id: event.actorId ?? null,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    payload: event.payload,
    request_id: event.requestId ?? null,
  }))
  const inserted = await sql<{ id: bigint; name: string }>`
    insert into event_log (at, name, organisation_id, actor_id, subject_type, subject_id, payload, request_id)
    select at, name, organisation_id, actor_id, subject_type, subject_id, payload, request_id
    from jsonb_to_recordset(${JSON.stringify(rows, bigintsAsText)}::jsonb) as r(at timestamptz, name text,
      organisation_id uuid, actor_id uuid, subject_type text, subject_id uuid, payload jsonb, request_id text)
    returning id, name`.execute(tx)
  const jobs = inserted.rows.flatMap(row =>
    (reactions.get(row.name) ?? []).map(reaction => ({
      identifier: 'reaction',
      payload: { reaction: reaction.name, eventId: row.id.toString() },
    })),
  )
  if (jobs.length === 0) return
  await sql`select graphile_worker.add_jobs(array(
    select json_populate_record(null::graphile_worker.job_spec, j) from json_array_elements(${JSON.stringify(jobs)}::json) j
  ))`.execute(tx)
}

/** JSON has no big integers: on the wire and in the log they are decimal text. */
function bigintsAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
