import type { App } from '../../kernel/app.ts'
import { batchedRead } from '../../kernel/batched-read.ts'
import type { Mistake } from '../../kernel/errors.ts'
import { refuse } from '../../kernel/errors.ts'
import { found } from '../../kernel/policy.ts'
import {
  type Competition,
  competitionsById,
  type EntryForm,
  entryFormOf,
  isPublic,
  ruleSetAt,
  type Track,
  tracksOf,
} from '../competitions/index.ts'
import { type Answers, checkAnswers } from '../competitions/form-fields.ts'
import { filesById } from '../media/index.ts'

/** What an entry is checked against before it queues for a place: small, and the same for everybody who enters. */
export interface EntryContext {
  competition: Competition
  tracks: Track[]
  form: EntryForm
  rulesVersion: number
}

async function readContext(app: App, competitionId: string, competition: Competition): Promise<EntryContext> {
  const [tracks, form, rules] = await Promise.all([
    tracksOf(app.db.kysely, competitionId),
    entryFormOf(app.db.kysely, competitionId),
    ruleSetAt(app.db.kysely, competitionId),
  ])
  return { competition, tracks, form: found(form), rulesVersion: found(rules).version }
}

type Contexts = (competitionId: string) => Promise<EntryContext | undefined>

const readers = new WeakMap<App, Contexts>()

/** Concurrent readers of one competition share a read; a changed competition (its revision goes up) is read anew. */
function contextsOf(app: App): Contexts {
  const existing = readers.get(app)
  if (existing) return existing
  const kept = new Map<string, EntryContext>()
  const contexts = batchedRead<string, EntryContext>(async ids => {
    const competitions = await competitionsById(app.db.kysely, ids)
    const fresh = new Map<string, EntryContext>()
    for (const [id, competition] of competitions) {
      const known = kept.get(id)
      const same =
        known &&
        known.competition.revision === competition.revision &&
        known.competition.updatedAt >= competition.updatedAt
      const context = same ? { ...known, competition } : await readContext(app, id, competition)
      if (kept.size > 500) kept.clear()
      kept.set(id, context)
      fresh.set(id, context)
    }
    return fresh
  })
  readers.set(app, contexts)
  return contexts
}

/** Refuses with not-found for a competition that is not public. */
export async function entryContext(app: App, competitionId: string): Promise<EntryContext> {
  const context = found(await contextsOf(app)(competitionId))
  return found(context, isPublic(context.competition))
}

export interface CheckedAnswers {
  /** The track chosen, or the only one there is. */
  trackId: string | null
  answers: Answers
  personal: Answers
  fileIds: string[]
}

/** Checks answers against the form, files included; every mistake is reported, by field. */
export async function checkEntryAnswers(
  app: App,
  context: EntryContext,
  given: { trackId: string | null; answers: Record<string, unknown> },
  personId: string,
): Promise<CheckedAnswers> {
  const { tracks, form } = context
  const trackId = given.trackId ?? (tracks.length === 1 ? (tracks[0]?.id ?? null) : null)
  if (tracks.length === 0 ? trackId !== null : !tracks.some(track => track.id === trackId))
    throw refuse('entries.track-unknown', {}, [{ path: 'trackId', code: 'form.required' }])
  const fileIds = form.fields
    .filter(field => field.kind === 'file')
    .flatMap(field => given.answers[field.key] ?? [])
    .filter(id => typeof id === 'string')
  const files = fileIds.length === 0 ? new Map() : await filesById(app.db.kysely, fileIds)
  const own = new Map([...files].filter(([, file]) => file.ownerPersonId === personId && file.state === 'ready'))
  const checked = checkAnswers(form.fields, given.answers, { files: own })
  if (!checked.ok) {
    const mistakes: Mistake[] = checked.mistakes.map(mistake => ({ ...mistake, path: `answers.${mistake.path}` }))
    throw refuse('entries.answers-wrong', { count: mistakes.length }, mistakes)
  }
  return { trackId, answers: checked.answers, personal: checked.personal, fileIds }
}
