import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../../kernel/db.ts'
import { announceAll } from '../../kernel/events.ts'
import { job, onJob } from '../../kernel/jobs.ts'
import { closed, opened } from './events.ts'

export const turnStates = job('competitions.turn-states', z.object({}))

/**
 * Writes down what the clock has already decided (`stateAt`): entry opened, entry closed, and the reverse when dates were
 * moved. Guarded updates: however many nodes run it, each turn is announced once.
 */
export async function turnDueStates(db: Db, now: Date): Promise<{ opened: number; closed: number }> {
  return db.transaction(async tx => {
    const turn = async (from: string, to: string, due: ReturnType<typeof sql>) => {
      const { rows } = await sql<{ id: string; organisation_id: string }>`
        update competition set state = ${to}, updated_at = ${now} where state = ${from} and ${due}
        returning id, organisation_id`.execute(tx)
      return rows
    }
    await turn('open', 'announced', sql`opens_at > ${now}`)
    const openedRows = await turn('announced', 'open', sql`opens_at <= ${now}`)
    const closedRows = await turn('open', 'running', sql`closes_at <= ${now}`)
    const event = (name: string) => (row: { id: string; organisation_id: string }) => ({
      name,
      at: now,
      organisationId: row.organisation_id,
      actorId: null,
      subject: { type: 'competition', id: row.id },
      payload: { competitionId: row.id },
    })
    await announceAll(tx, [...openedRows.map(event(opened)), ...closedRows.map(event(closed))])
    return { opened: openedRows.length, closed: closedRows.length }
  })
}

export const turnStatesJob = onJob(
  turnStates,
  async (_, app) => {
    await turnDueStates(app.db, app.clock.now())
  },
  { every: '* * * * *' },
)
