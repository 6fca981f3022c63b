import { type FormField, isPersonal } from '../../../domains/competitions/form-fields.ts'

/** What a person has typed into an entry form so far; anything may be missing. */
export interface EntryDraft {
  trackId: string | null
  entrantName: string
  affiliation: string
  answers: Record<string, unknown>
}

/** A draft as it came from the server or this device. */
export interface PartialDraft {
  trackId?: string | null | undefined
  entrantName?: string | undefined
  affiliation?: string | undefined
  answers?: Record<string, unknown> | undefined
}

/** The form a person finds: what was typed later wins, field by field; a track that is gone is not chosen. */
export const mergedDraft = (
  tracks: readonly { id: string }[],
  name: string,
  server: PartialDraft | null,
  local: PartialDraft | null,
): EntryDraft => {
  const trackId = local?.trackId ?? server?.trackId ?? null
  const only = tracks.length === 1 ? (tracks[0]?.id ?? null) : null
  return {
    trackId: tracks.some(track => track.id === trackId) ? trackId : only,
    entrantName: local?.entrantName ?? server?.entrantName ?? name,
    affiliation: local?.affiliation ?? server?.affiliation ?? '',
    answers: { ...server?.answers, ...local?.answers },
  }
}

/** What may stay on the device: personal answers and files of them never do; the server keeps those sealed. */
export const withoutPersonal = (draft: EntryDraft, fields: readonly FormField[]): EntryDraft => {
  const open = new Set(fields.filter(field => !isPersonal(field)).map(field => field.key))
  return { ...draft, answers: Object.fromEntries(Object.entries(draft.answers).filter(([key]) => open.has(key))) }
}

const shape = (value: unknown): PartialDraft | null => {
  if (typeof value !== 'object' || value === null) return null
  const draft: PartialDraft = {}
  if ('trackId' in value && (typeof value.trackId === 'string' || value.trackId === null)) draft.trackId = value.trackId
  if ('entrantName' in value && typeof value.entrantName === 'string') draft.entrantName = value.entrantName
  if ('affiliation' in value && typeof value.affiliation === 'string') draft.affiliation = value.affiliation
  if ('answers' in value && typeof value.answers === 'object' && value.answers !== null)
    draft.answers = { ...value.answers }
  return draft
}

/** Text of this device's store as a draft; anything unreadable is no draft. */
export const parsedDraft = (text: string | null): PartialDraft | null => {
  if (!text) return null
  try {
    return shape(JSON.parse(text))
  } catch {
    return null
  }
}
