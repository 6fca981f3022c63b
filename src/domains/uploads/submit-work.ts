import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { brokenConstraint, type Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { entryById } from '../entries/index.ts'
import { claimFiles } from '../media/index.ts'
import { checkWork, type WorkFile } from './check-work.ts'
import { can } from './policy.ts'
import { type Receipt, sha256Of } from './receipt.ts'
import { sealPersonal } from './sealed-answers.ts'
import { versionsOf } from './submissions.ts'
import { endsAt, heldWindow, type SubmissionWindow } from './windows.ts'
import type { Entry } from '../entries/index.ts'

export interface HandIn {
  entryId: string
  windowId: string
  answers: Record<string, unknown>
  files: readonly WorkFile[]
  /** The newest version the page showed, 0 for none: two windows of one person cannot overwrite each other unseen. */
  basedOn: number
}

/**
 * Hands in a new version. The window is held and the entry's hand-in is one at a time; then the server's clock is asked
 * once, and that moment decides, stands in the receipt, and is checked again by the database.
 */
export async function submitWork(app: App, tx: Tx, person: Person, input: HandIn) {
  const { entry, window, now } = await openHandIn(app, tx, person, input)
  const newest = (await versionsOf(tx, window.id, entry.id))[0]
  if ((newest?.version ?? 0) !== input.basedOn)
    throw refuse('uploads.newer-version', {
      version: newest?.version ?? 0,
      submittedAt: newest?.submittedAt.toISOString() ?? '',
    })
  const work = await checkWork(tx, window, person.id, input)
  await claimFiles(tx, {
    fileIds: work.files.map(one => one.file.id),
    ownerId: person.id,
    purpose: 'work',
    subjectId: entry.id,
  })

  const version = input.basedOn + 1
  const receipt: Receipt = {
    schema: 'palestra-receipt/1',
    competition: entry.competitionId,
    stage: window.stage,
    window: window.id,
    entry: entry.id,
    number: entry.number,
    version,
    answers: work.answers,
    personalSha256: Object.keys(work.personal).length > 0 ? sha256Of(work.personal) : null,
    files: work.files.map(({ slot, file }) => ({
      slot,
      name: file.name,
      bytes: file.bytes,
      sha256: file.sha256 ?? '',
    })),
    submittedAt: now.toISOString(),
  }
  const id = newId()
  const receiptSha256 = sha256Of(receipt)
  await sql`
    insert into submission (id, window_id, entry_id, version, state, answers, sealed_answers, submitted_by, submitted_at, receipt, receipt_sha256)
    values (${id}, ${window.id}, ${entry.id}, ${version}, 'submitted', ${JSON.stringify(work.answers)}::jsonb,
      ${sealPersonal(app.secrets, id, work.personal)}, ${person.id}, ${now}, ${JSON.stringify(receipt)}::jsonb, ${receiptSha256})`
    .execute(tx)
    .catch((error: unknown) => {
      if (brokenConstraint(error) === 'submission_keeps_the_deadline') throw closed(window, window.closesAt, now)
      throw error
    })
  for (const [position, { slot, file }] of work.files.entries())
    await sql`insert into submission_file (submission_id, position, slot, file_id, name, mime, bytes, sha256)
      values (${id}, ${position}, ${slot}, ${file.id}, ${file.name}, ${file.mime}, ${file.bytes}, ${file.sha256})`.execute(
      tx,
    )
  await sql`delete from submission_draft where window_id = ${window.id} and entry_id = ${entry.id}`.execute(tx)
  await announce(tx, {
    name: 'uploads.work-submitted',
    at: now,
    organisationId: entry.organisationId,
    actorId: person.id,
    subject: { type: 'entry', id: entry.id },
    payload: { competitionId: entry.competitionId, windowId: window.id, submissionId: id, version, receiptSha256 },
  })
  return { id, version, submittedAt: now, receiptSha256 }
}

/** Takes back what was handed in; until the deadline something new may be handed in. */
export async function withdrawWork(
  app: App,
  tx: Tx,
  person: Person,
  input: { entryId: string; windowId: string; version: number },
): Promise<void> {
  const { entry, window, now } = await openHandIn(app, tx, person, input)
  const newest = (await versionsOf(tx, window.id, entry.id))[0]
  if (!newest || newest.state === 'withdrawn') throw refuse('uploads.nothing-submitted')
  if (newest.version !== input.version)
    throw refuse('uploads.newer-version', { version: newest.version, submittedAt: newest.submittedAt.toISOString() })
  const { rows } = await sql`update submission set state = 'withdrawn', withdrawn_at = ${now}
    where id = ${newest.id} and state = 'submitted' returning id`.execute(tx)
  if (rows.length === 0) throw refuse('uploads.nothing-submitted')
  await announce(tx, {
    name: 'uploads.work-withdrawn',
    at: now,
    organisationId: entry.organisationId,
    actorId: person.id,
    subject: { type: 'entry', id: entry.id },
    payload: {
      competitionId: entry.competitionId,
      windowId: window.id,
      submissionId: newest.id,
      version: newest.version,
    },
  })
}

/** Everything a change of the work needs to be true: whose it is, that the entry takes part, and the time. */
export async function openHandIn(
  app: App,
  tx: Tx,
  person: Person,
  ids: { entryId: string; windowId: string },
): Promise<{ entry: Entry; window: SubmissionWindow; now: Date; until: Date }> {
  const entry = found(await entryById(tx, ids.entryId))
  authorise(can.handIn(person, entry), 'kernel.not-found')
  const window = await heldWindow(tx, ids.windowId)
  if (!window || window.competitionId !== entry.competitionId) throw refuse('uploads.no-window')
  await sql`select pg_advisory_xact_lock(hashtextextended(${`uploads.hand-in/${window.id}/${entry.id}`}, 0))`.execute(
    tx,
  )
  const now = app.clock.now()
  if (entry.state !== 'confirmed') throw refuse('uploads.not-confirmed', { state: entry.state })
  if (now < window.opensAt) throw refuse('uploads.not-open-yet', { opensAt: window.opensAt.toISOString() })
  const until = (await endsAt(tx, window.id, entry.id)) ?? window.closesAt
  if (now >= until) throw closed(window, until, now)
  return { entry, window, now, until }
}

function closed(window: SubmissionWindow, until: Date, now: Date) {
  return refuse('uploads.closed', {
    stage: window.stage,
    closedAt: until.toISOString(),
    serverTime: now.toISOString(),
    lateBySeconds: Math.floor((now.getTime() - until.getTime()) / 1000),
  })
}
