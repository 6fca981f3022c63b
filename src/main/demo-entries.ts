import { sql } from 'kysely'
import { createPerson } from '../domains/accounts/index.ts'
import { payDemoOrder } from '../domains/commerce/demo.ts'
import { entryById } from '../domains/entries/index.ts'
import { type Competition, tracksOf } from '../domains/competitions/index.ts'
import { syncWindows } from '../domains/uploads/index.ts'
import { enterCompetition } from '../domains/entries/enter-competition.ts'
import type { App } from '../kernel/app.ts'
import { addMs } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { found, type Person } from '../kernel/policy.ts'
import { demoEntrant, demoFraction } from './demo-people.ts'
import { writeDemoEntrants } from './demo-results.ts'

const hour = 3_600_000

/** Confirmed entrants for the counters, and a share of them back in the queues that reviewers work through. */
export async function writeDemoQueue(
  app: App,
  competition: Competition,
  by: Person,
  perTrack: number,
  from: number,
): Promise<void> {
  const now = app.clock.now()
  await app.db.transaction(async tx => {
    await syncWindows(tx, competition.id, now)
    const ids = await writeDemoEntrants(tx, competition, perTrack, from, by, addMs(now, -48 * hour))
    for (const [index, id] of [...ids.values()].entries()) {
      const entered = addMs(now, -(1 + 240 * demoFraction(index + from)) * hour)
      const state = index % 9 === 4 ? 'in-review' : index % 31 === 7 ? 'returned' : 'confirmed'
      await sql`update entry set state = ${state}, entered_at = ${entered}, updated_at = ${entered},
          confirmed_at = case when ${state} = 'confirmed' then ${entered}::timestamptz end,
          answers = ${JSON.stringify({ grade: String(1 + (index % 4)) })}::jsonb,
          review_note = case when ${state} = 'returned' then '学号与学生证不一致。' end,
          correct_by = case when ${state} = 'returned' then ${addMs(now, 96 * hour)}::timestamptz end
        where id = ${id}`.execute(tx)
    }
  })
}

/** A held place of the demonstration stays payable for days: whoever looks at it has not read the clock. */
export async function extendDemoHold(app: App, entryId: string, until: Date): Promise<void> {
  await app.db.transaction(async tx => {
    await sql`update purchase_order set expires_at = ${until} where subject_id = ${entryId} and state = 'open'`.execute(
      tx,
    )
    await sql`update entry set hold_expires_at = ${until} where id = ${entryId} and state = 'held'`.execute(tx)
  })
}

/** Entrants who have paid through the sandbox, so that the journal and the receipts have something to show. */
export async function writeDemoPayments(app: App, competition: Competition): Promise<void> {
  for (let index = 0; index < 6; index++) {
    const { name, school } = demoEntrant(700 + index)
    const now = app.clock.now()
    const email = `payer-${index + 1}@palestra.example`
    const person: Person = await app.db.transaction(async tx => {
      const id = await createPerson(tx, {
        email,
        name,
        locale: 'zh-CN',
        zone: 'Asia/Shanghai',
        passwordHash: null,
        emailVerifiedAt: now,
        at: now,
      })
      return {
        kind: 'person',
        id,
        sessionId: id,
        email,
        emailVerified: true,
        name,
        locale: 'zh-CN',
        zone: 'Asia/Shanghai',
        platformRoles: [],
        staff: [],
      }
    })
    const entryId = await writeDemoEntry(app, competition, person, school)
    const orderId = (await entryById(app.db.kysely, entryId))?.orderId
    if (orderId && index < 5) await payDemoOrder(app, orderId)
  }
}

/** One person's entry past its form, as if they had just sent it. */
export async function writeDemoEntry(
  app: App,
  competition: Competition,
  person: Person,
  affiliation: string,
): Promise<string> {
  const tracks = await tracksOf(app.db.kysely, competition.id)
  const version = await sql<{ rules: number; form: number }>`select
    (select max(version) from rule_set where competition_id = ${competition.id} and published_at is not null) as rules,
    (select max(version) from entry_form where competition_id = ${competition.id} and published_at is not null) as form`.execute(
    app.db.kysely,
  )
  const { rules, form } = found(version.rows[0])
  const { entry } = await enterCompetition(app, {
    competitionId: competition.id,
    key: { scope: person.id, key: newId(), sha256: newId() },
    person,
    trackId: tracks[0]?.id ?? null,
    entrantName: person.name,
    affiliation,
    answers: { grade: '3' },
    personal: { student_number: '20230418', phone: '13800000000' },
    fileIds: [],
    formVersion: form,
    rulesVersion: rules,
  })
  return entry.id
}
