import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { found, type Person } from '../../kernel/policy.ts'
import { competitionById, stagesOf } from '../competitions/index.ts'
import { entryById } from '../entries/index.ts'
import { filesById, type StoredFile } from '../media/index.ts'
import { organisationById } from '../organisations/index.ts'
import type { Desk } from './contract.ts'
import { can } from './policy.ts'
import { draftOf } from './save-draft.ts'
import { slotsOf } from './slots.ts'
import { filesOf, type Submission, versionsOf } from './submissions.ts'
import { endsAt, type SubmissionWindow, syncWindows, windowsOf } from './windows.ts'

/** The windows of a competition; made now when the reaction that makes them has not run yet. */
export async function currentWindows(app: App, competitionId: string): Promise<SubmissionWindow[]> {
  const windows = await windowsOf(app.db.kysely, competitionId)
  if (windows.length > 0) return windows
  await app.db.transaction(tx => syncWindows(tx, competitionId, app.clock.now()))
  return windowsOf(app.db.kysely, competitionId)
}

/** The one asked for; else the one that is open, the next to open, or the last. Refuses when there is none. */
export function chosenWindow(windows: readonly SubmissionWindow[], now: Date, stage?: string): SubmissionWindow {
  const chosen = stage
    ? windows.find(window => window.stage === stage)
    : (windows.find(window => now < window.closesAt) ?? windows.at(-1))
  if (!chosen) throw refuse('uploads.no-window')
  return chosen
}

export function fileViewOf(file: { fileId: string; name: string; mime: string; bytes: number; sha256: string | null }) {
  const { fileId, name, mime, bytes, sha256 } = file
  return { id: fileId, name, mime, bytes, sha256: sha256 ?? '', url: `/api/files/${fileId}` }
}

export function versionView(row: Submission, newest: number) {
  return {
    id: row.id,
    version: row.version,
    state: row.state === 'withdrawn' ? row.state : row.version < newest ? ('replaced' as const) : row.state,
    submittedAt: row.submittedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    receiptSha256: row.receiptSha256,
  }
}

/** Everything the hand-in page shows, in one reply, with what may be done at this moment. */
export async function readDesk(app: App, person: Person, entryId: string, stage?: string): Promise<Desk> {
  const reader = app.db.kysely
  const entry = found(await entryById(reader, entryId))
  found(entry, can.handIn(person, entry))
  const competition = found(await competitionById(reader, entry.competitionId))
  const [windows, stages, organisation] = await Promise.all([
    currentWindows(app, competition.id),
    stagesOf(reader, competition.id),
    organisationById(reader, competition.organisationId),
  ])
  const now = app.clock.now()
  const window = chosenWindow(windows, now, stage)
  const [until, draft, versions] = await Promise.all([
    endsAt(reader, window.id, entry.id),
    draftOf(app, reader, window.id, entry.id),
    versionsOf(reader, window.id, entry.id),
  ])
  const newest = versions[0]
  const current = newest?.state === 'submitted' ? newest : undefined
  const [submitted, drafted] = await Promise.all([
    filesOf(reader, current ? [current.id] : []),
    filesById(
      reader,
      (draft?.files ?? []).map(file => file.fileId),
    ),
  ])
  const arrived = await filesById(
    reader,
    [...submitted.values()].flat().map(file => file.fileId),
  )
  const nameOf = (code: string) => stages.find(one => one.code === code)?.name ?? { 'zh-CN': code, en: code }
  const end = until ?? window.closesAt
  const state = now < window.opensAt ? 'early' : now < end ? 'open' : 'closed'
  const open = state === 'open' && entry.state === 'confirmed'
  return {
    serverTime: now.toISOString(),
    entry: { id: entry.id, number: entry.number, state: entry.state, name: entry.entrantName },
    competition: {
      id: competition.id,
      slug: competition.slug,
      title: competition.title,
      zone: competition.zone,
      organisation: organisation?.name ?? { 'zh-CN': '', en: '' },
      colour: organisation?.colour ?? null,
    },
    stages: windows.map(one => ({
      code: one.stage,
      name: nameOf(one.stage),
      opensAt: one.opensAt.toISOString(),
      closesAt: one.closesAt.toISOString(),
    })),
    window: {
      id: window.id,
      stage: window.stage,
      stageName: nameOf(window.stage),
      opensAt: window.opensAt.toISOString(),
      closesAt: window.closesAt.toISOString(),
      endsAt: end.toISOString(),
      state,
      fields: window.form,
      slots: slotsOf(window.form, window.fileRules),
    },
    draft: draft
      ? {
          answers: draft.answers,
          files: draft.files.flatMap(({ slot, fileId }) => {
            const file = drafted.get(fileId)
            return usable(file, person.id)
              ? [{ ...fileViewOf({ ...file, fileId }), slot, arrivedAt: (file.readyAt ?? now).toISOString() }]
              : []
          }),
          revision: draft.revision,
          savedAt: draft.savedAt.toISOString(),
        }
      : null,
    current: current
      ? {
          ...versionView(current, current.version),
          answers: current.answers,
          files: (submitted.get(current.id) ?? []).map(file => ({
            ...fileViewOf(file),
            slot: file.slot,
            arrivedAt: (arrived.get(file.fileId)?.readyAt ?? current.submittedAt).toISOString(),
          })),
        }
      : null,
    versions: versions.map(row => versionView(row, newest?.version ?? 0)),
    can: { submit: open, withdraw: open && current !== undefined },
  }
}

function usable(file: StoredFile | undefined, personId: string): file is StoredFile {
  return file?.state === 'ready' && file.ownerPersonId === personId
}
