import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle, type Request } from '../../kernel/http/handle.ts'
import { requestKey } from '../../kernel/http/idempotency.ts'
import { sendTable } from '../../kernel/http/table-file.ts'
import { authorise, found } from '../../kernel/policy.ts'
import { competitionById, entryFormOf, tracksOf } from '../competitions/index.ts'
import { organisationById } from '../organisations/index.ts'
import * as contract from './contract.ts'
import { correctEntry } from './correct-entry.ts'
import { disqualifyEntry } from './disqualify-entry.ts'
import { enterCompetition } from './enter-competition.ts'
import { checkEntryAnswers, entryContext } from './entry-context.ts'
import { entryFile } from './entry-file.ts'
import { entryStanding, standingsOf } from './entry-standing.ts'
import { can } from './policy.ts'
import { entriesOfPerson, entryById, latestEntry } from './queries.ts'
import { reviewEntries } from './review-entries.ts'
import { type Entry, viewOf } from './rows.ts'
import { openDraft, sealDraft } from './sealed-answers.ts'
import { entryPage, staffRows } from './staff-list.ts'
import { withdrawalEnded, withdrawEntry } from './withdraw-entry.ts'

/** An entry as its entrant sees it, with what they may do now. */
async function view(app: App, entry: Entry, actor: Request['actor']) {
  const competition = found(await competitionById(app.db.kysely, entry.competitionId))
  const now = app.clock.now()
  return viewOf(entry, actor, now, { withdrawUntil: withdrawalEnded(competition) ? now : null })
}

const draftShape = z.object({
  trackId: z.string().nullable().optional(),
  entrantName: z.string().optional(),
  affiliation: z.string().optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
})

export const routes = [
  handle(contract.enter, async ({ params, body, person, idempotencyKey }, app) => {
    const context = await entryContext(app, params.competitionId)
    const checked = await checkEntryAnswers(app, context, body, person.id)
    const key = requestKey(person.id, idempotencyKey ?? '', contract.enter.name, { params, body }, app.secrets)
    const { entrantName, affiliation, rulesVersion } = body
    return enterCompetition(app, {
      competitionId: params.competitionId,
      ...checked,
      key,
      person,
      entrantName,
      affiliation,
      rulesVersion,
      formVersion: context.form.version,
    })
  }),

  handle(contract.myEntry, async ({ params, person }, app) => {
    await entryContext(app, params.competitionId)
    const entry = await latestEntry(app.db.kysely, params.competitionId, person.id)
    const { rows } = await sql<{ sealed: Buffer }>`select sealed from entry_draft
      where person_id = ${person.id} and competition_id = ${params.competitionId}`.execute(app.db.kysely)
    const draft = rows[0]
      ? draftShape.parse(openDraft(app.secrets, person.id, params.competitionId, rows[0].sealed))
      : null
    return { entry: entry ? await view(app, entry, person) : null, draft }
  }),

  handle(contract.saveDraft, async ({ params, body, person, transact }, app) => {
    await entryContext(app, params.competitionId)
    const sealed = sealDraft(app.secrets, person.id, params.competitionId, body)
    return transact(async tx => {
      const now = app.clock.now()
      await sql`insert into entry_draft (person_id, competition_id, sealed, updated_at)
        values (${person.id}, ${params.competitionId}, ${sealed}, ${now})
        on conflict (person_id, competition_id) do update set sealed = excluded.sealed, updated_at = excluded.updated_at`.execute(
        tx,
      )
      return { savedAt: now.toISOString() }
    })
  }),

  handle(contract.readEntry, async ({ params, person }, app) => {
    const entry = await entryById(app.db.kysely, params.entryId)
    return view(app, found(entry, entry !== undefined && can.read(person, entry)), person)
  }),

  handle(contract.myEntries, async ({ person }, app) => {
    const entries = await entriesOfPerson(app.db.kysely, person.id)
    return { entries: await Promise.all(entries.map(entry => view(app, entry, person))) }
  }),

  handle(contract.entryForm, async ({ params, query }, app) => {
    const context = await entryContext(app, params.competitionId)
    const form =
      query.version === undefined
        ? context.form
        : found(await entryFormOf(app.db.kysely, params.competitionId, query.version))
    found(form, form.publishedAt !== null)
    return { version: form.version, fields: form.fields, rulesVersion: context.rulesVersion }
  }),

  handle(contract.myStandings, async ({ person }, app) => ({
    entries: await standingsOf(app, await entriesOfPerson(app.db.kysely, person.id), person),
  })),

  handle(contract.readStanding, ({ params, person }, app) => entryStanding(app, params.entryId, person)),

  handle(contract.correctEntry, async ({ params, body, person, transact }, app) => {
    const entry = await entryById(app.db.kysely, params.entryId)
    const own = found(entry, entry !== undefined && can.correct(person, entry))
    const context = await entryContext(app, own.competitionId)
    const checked = await checkEntryAnswers(app, context, body, person.id)
    const { entrantName, affiliation } = body
    const correction = {
      ...checked,
      entryId: own.id,
      entrantName,
      affiliation,
      formVersion: context.form.version,
    }
    return transact(async tx => view(app, await correctEntry(app, tx, correction, person), person))
  }),

  handle(contract.withdrawEntry, ({ params, person, transact }, app) =>
    transact(async tx => view(app, await withdrawEntry(tx, params.entryId, person, app.clock.now()), person)),
  ),

  handle(contract.listEntries, async ({ params, query, person }, app) => {
    const competition = found(await competitionById(app.db.kysely, params.competitionId))
    authorise(can.list(person, competition), 'kernel.not-found')
    const { entries, counts, total } = await entryPage(app.db.kysely, competition.id, query)
    const rows = await staffRows(app.db.kysely, entries, competition.fee.currency)
    return {
      rows,
      counts,
      total,
      page: query.page,
      size: query.size,
      competition: {
        slug: competition.slug,
        title: competition.title,
        organisation: found(await organisationById(app.db.kysely, competition.organisationId)).name,
        zone: competition.zone,
        tracks: (await tracksOf(app.db.kysely, competition.id)).map(({ id, name }) => ({ id, name })),
        rejectedPercent: competition.refund.rejectedPercent,
      },
      can: { review: can.review(person, competition), personalData: can.seePersonalData(person, competition) },
    }
  }),

  handle(contract.exportEntries, async ({ params, query, person, locale, http }, app) => {
    const competition = found(await competitionById(app.db.kysely, params.competitionId))
    authorise(can.list(person, competition), 'kernel.not-found')
    const form = await entryFormOf(app.db.kysely, competition.id)
    const tracks = new Map((await tracksOf(app.db.kysely, competition.id)).map(track => [track.id, track.name[locale]]))
    const entries: Entry[] = []
    for (let page = 1; ; page++) {
      const part = await entryPage(app.db.kysely, competition.id, { ...query, page, size: 200 })
      entries.push(...part.entries)
      if (part.entries.length < 200) break
      if (entries.length >= 200_000) throw refuse('kernel.busy', { seconds: 60 })
    }
    const fields = (form?.fields ?? []).filter(field => entries.some(entry => field.key in entry.answers))
    const rows = await staffRows(app.db.kysely, entries, competition.fee.currency)
    const answerOf = (value: unknown): string =>
      Array.isArray(value)
        ? value.join('; ')
        : typeof value === 'string' || typeof value === 'number'
          ? String(value)
          : value
            ? 'x'
            : ''
    await sendTable(http.reply, query.format, {
      name: `${competition.slug}-entries`,
      columns: [
        'number',
        'state',
        'track',
        'name',
        'affiliation',
        'email',
        'entered_at',
        'paid_minor',
        'currency',
        ...fields.map(field => field.label[locale]),
      ],
      rows: rows.map((row, index) => [
        row.number,
        row.state,
        tracks.get(row.trackId ?? '') ?? '',
        row.entrantName,
        row.affiliation,
        row.email,
        row.enteredAt,
        row.paidMinor,
        row.currency,
        ...fields.map(field => answerOf(entries[index]?.answers[field.key])),
      ]),
    })
    return {}
  }),

  handle(contract.readEntryFile, async ({ params, person, transact }, app) =>
    transact(tx => entryFile(app, tx, params.entryId, person)),
  ),

  handle(contract.reviewEntries, async ({ params, body, person }, app) =>
    reviewEntries(
      app,
      {
        competitionId: params.competitionId,
        entryIds: body.entryIds,
        verdict: body.verdict,
        note: body.note,
        correctBy: body.correctBy === undefined ? undefined : new Date(body.correctBy),
      },
      person,
    ),
  ),

  handle(contract.disqualifyEntry, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const entry = await disqualifyEntry(tx, { entryId: params.entryId, ...body }, person, app.clock.now())
      return { id: entry.id, state: entry.state }
    }),
  ),
]
