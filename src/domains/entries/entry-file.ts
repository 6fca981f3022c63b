import type { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { Tx } from '../../kernel/db.ts'
import { announce } from '../../kernel/events.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { peopleByIds } from '../accounts/index.ts'
import { competitionById } from '../competitions/index.ts'
import type * as contract from './contract.ts'
import { answerFiles } from './answer-files.ts'
import { historyOf } from './history.ts'
import { can } from './policy.ts'
import { entryById } from './queries.ts'
import { readSealedAnswers } from './sealed-answers.ts'
import { staffRows } from './staff-list.ts'

/** One entry for its competition's staff. Opening personal answers leaves an event: who looked, and when. */
export async function entryFile(
  app: App,
  tx: Tx,
  entryId: string,
  person: Person,
): Promise<z.infer<typeof contract.entryFile>> {
  const entry = found(await entryById(tx, entryId))
  const competition = found(await competitionById(tx, entry.competitionId))
  authorise(can.list(person, competition), 'kernel.not-found')
  const [row] = await staffRows(tx, [entry], competition.fee.currency)
  const lines = await historyOf(tx, entry.id)
  const people = await peopleByIds(
    tx,
    lines.flatMap(line => line.by_person_id ?? []),
  )
  const personal = can.seePersonalData(person, competition) ? await readSealedAnswers(app, tx, entryId) : null
  if (personal && Object.keys(personal).length > 0)
    await announce(tx, {
      name: 'entries.personal-data-read',
      at: app.clock.now(),
      actorId: person.id,
      organisationId: entry.organisationId,
      subject: { type: 'entry', id: entry.id },
      payload: { fields: Object.keys(personal) },
    })
  const review = can.review(person, competition)
  return {
    entry: {
      ...found(row),
      answers: entry.answers,
      reviewNote: entry.reviewNote,
      correctBy: entry.correctBy?.toISOString() ?? null,
      formVersion: entry.formVersion,
    },
    personal,
    files: await answerFiles(tx, { ...entry.answers, ...personal }, () => personal !== null),
    history: lines.map(line => ({
      at: line.at.toISOString(),
      by: line.by_person_id ? (people.get(line.by_person_id)?.name ?? null) : null,
      action: line.action,
      fromState: line.from_state,
      toState: line.to_state,
      note: line.note,
    })),
    can: {
      review: review && ['in-review', 'returned'].includes(entry.state),
      disqualify: review && entry.state === 'confirmed',
      reinstate: review && entry.state === 'disqualified',
    },
  }
}
