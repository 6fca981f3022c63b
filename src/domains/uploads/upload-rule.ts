import { refuse } from '../../kernel/errors.ts'
import { authorise, found } from '../../kernel/policy.ts'
import { entryById } from '../entries/index.ts'
import type { FileGuard, UploadRule } from '../media/index.ts'
import { staffCan } from '../organisations/index.ts'
import { can } from './policy.ts'
import { slotsOf } from './slots.ts'
import { endsAt, windowById } from './windows.ts'

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Purpose `work`: the entrant, for a slot of an open window. Works are personal: encrypted, never cached. */
export const workUploadRule: UploadRule = async (person, metadata, app) => {
  const { entryId = '', windowId = '', slot: key = '' } = metadata
  if (!id.test(entryId) || !id.test(windowId)) throw refuse('uploads.no-window')
  const entry = found(await entryById(app.db.kysely, entryId))
  authorise(can.handIn(person, entry), 'kernel.not-found')
  const window = await windowById(app.db.kysely, windowId)
  if (!window || window.competitionId !== entry.competitionId) throw refuse('uploads.no-window')
  if (entry.state !== 'confirmed') throw refuse('uploads.not-confirmed', { state: entry.state })
  const slot = slotsOf(window.form, window.fileRules).find(one => one.key === key)
  if (!slot) throw refuse('uploads.slot-unknown', { slot: key })
  const now = app.clock.now()
  const until = (await endsAt(app.db.kysely, window.id, entry.id)) ?? window.closesAt
  if (now < window.opensAt) throw refuse('uploads.not-open-yet', { opensAt: window.opensAt.toISOString() })
  if (now >= until)
    throw refuse('uploads.closed', { closedAt: until.toISOString(), serverTime: now.toISOString(), lateBySeconds: 0 })
  return {
    maxBytes: slot.maxBytes,
    types: slot.types,
    personal: true,
    public: false,
    organisationId: window.organisationId,
  }
}

/** Staff of the competition read works; judges never by this way, for a file's name may name its author. */
export const workFileGuard: FileGuard = async (actor, file) =>
  file.organisationId !== null && file.subjectId !== null && staffCan(actor, file.organisationId, 'entries.read')
