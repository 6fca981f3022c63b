import { sql } from 'kysely'
import type { Reader, Tx } from '../../kernel/db.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import { competitionById, datesOf, stagesOf } from '../competitions/index.ts'
import { type FormFields, formFields } from '../competitions/form-fields.ts'
import type { FileRules } from './slots.ts'

/** When and by what form a stage's works are handed in. */
export interface SubmissionWindow {
  id: string
  competitionId: string
  organisationId: string
  stage: string
  opensAt: Date
  closesAt: Date
  form: FormFields
  fileRules: FileRules
}

interface WindowRow extends Omit<SubmissionWindow, 'form'> {
  form: unknown
}

const columns = sql`w.id, w.competition_id as "competitionId", w.organisation_id as "organisationId", w.stage,
  w.opens_at as "opensAt", w.closes_at as "closesAt", w.form, w.file_rules as "fileRules"`

function windowOf(row: WindowRow): SubmissionWindow {
  return { ...row, form: formFields.parse(row.form) }
}

/** A competition's windows in the order they open. */
export async function windowsOf(reader: Reader, competitionId: string): Promise<SubmissionWindow[]> {
  const { rows } = await sql<WindowRow>`select ${columns} from submission_window w
    where w.competition_id = ${competitionId} order by w.opens_at, w.stage`.execute(reader)
  return rows.map(windowOf)
}

export async function windowById(reader: Reader, id: string): Promise<SubmissionWindow | undefined> {
  const { rows } = await sql<WindowRow>`select ${columns} from submission_window w where w.id = ${id}`.execute(reader)
  return rows[0] && windowOf(rows[0])
}

/** The same, held against changes of the schedule until the transaction ends; others may hold it too. */
export async function heldWindow(tx: Tx, id: string): Promise<SubmissionWindow | undefined> {
  const { rows } = await sql<WindowRow>`
    select ${columns} from submission_window w where w.id = ${id} for share`.execute(tx)
  return rows[0] && windowOf(rows[0])
}

/**
 * Brings the windows in line with what competitions says: a stage where something is handed in, and the line of the
 * schedule that says when. Runs after publication and after every change of the schedule; running again changes nothing.
 */
export async function syncWindows(tx: Tx, competitionId: string, at: Date): Promise<void> {
  const competition = await competitionById(tx, competitionId)
  if (!competition) return
  const [stages, dates] = [await stagesOf(tx, competitionId), await datesOf(tx, competitionId)]
  const handedIn = stages.filter(stage => stage.work !== null)
  for (const stage of handedIn) {
    const line = dates.find(
      date =>
        date.kind === 'submission' && (date.stage === stage.code || (date.stage === null && handedIn.length === 1)),
    )
    if (!stage.work || !line?.endsAt) continue
    const { rows } = await sql<{ id: string }>`
      insert into submission_window as w
        (id, competition_id, organisation_id, stage, opens_at, closes_at, form, file_rules, changed_at)
      values (${newId()}, ${competitionId}, ${competition.organisationId}, ${stage.code}, ${line.startsAt}, ${line.endsAt},
        ${JSON.stringify(stage.work.fields)}::jsonb, ${JSON.stringify(stage.work.files)}::jsonb, ${at})
      on conflict (competition_id, stage) do update
        set opens_at = excluded.opens_at, closes_at = excluded.closes_at, form = excluded.form,
          file_rules = excluded.file_rules, changed_at = excluded.changed_at
        where (w.opens_at, w.closes_at, w.form, w.file_rules)
          is distinct from (excluded.opens_at, excluded.closes_at, excluded.form, excluded.file_rules)
      returning w.id`.execute(tx)
    if (!rows[0]) continue
    await announce(tx, {
      name: 'uploads.window-changed',
      at,
      organisationId: competition.organisationId,
      subject: { type: 'submission-window', id: rows[0].id },
      payload: {
        competitionId,
        stage: stage.code,
        opensAt: line.startsAt.toISOString(),
        closesAt: line.endsAt.toISOString(),
      },
    })
  }
}

/** Until when this entry may hand in: the window's end, or later where staff gave longer. */
export async function endsAt(reader: Reader, windowId: string, entryId: string): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select submission_ends_at(${windowId}, ${entryId}) as at`.execute(
    reader,
  )
  return rows[0]?.at ?? null
}
