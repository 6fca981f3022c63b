import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle } from '../../kernel/http/handle.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { type Competition, competitionById, competitionBySlug, ruleSetAt } from '../competitions/index.ts'
import { entryById } from '../entries/index.ts'
import { commentsOnEntry } from '../judging/index.ts'
import { explainEntry, parseRules, scoreMappingTemplates } from '../scoring/index.ts'
import { computeRun } from './compute-run.ts'
import * as contract from './contract.ts'
import { deskView } from './desk-view.ts'
import { importTable, readImport } from './import-table.ts'
import { answerObjection, objectionsOpen, objectionViews, objectToResult } from './objections.ts'
import { can } from './policy.ts'
import { keptBoard, publishedBytes } from './public-bytes.ts'
import { finaliseRun, publishRun, withdrawRun } from './publish-run.ts'
import { figuresOf, objectionsOf, publicRun, resultOfEntry, runById, runView } from './queries.ts'
import { sendTable } from '../../kernel/http/table-file.ts'
import { resultTable } from './result-table.ts'

async function managed(reader: Reader, id: string, person: Person): Promise<Competition> {
  const competition = found(await competitionById(reader, id))
  authorise(can.manage(person, competition), can.read(person, competition) ? 'kernel.not-allowed' : 'kernel.not-found')
  return competition
}

async function publicCompetition(app: App, slug: string) {
  const competition = found(await competitionBySlug(app.db.kysely, slug))
  const run = await publicRun(app.db.kysely, competition.id)
  if (!run) throw refuse('standings.not-published')
  return { competition, run }
}

export const routes = [
  handle(contract.publicResults, async ({ params, http }, app) => {
    const { board, etag } = await keptBoard(app, params.slug)
    if (http.request.headers['if-none-match'] === etag) await http.reply.code(304).header('etag', etag).send()
    else
      await http.reply
        .type('application/json; charset=utf-8')
        .header('etag', etag)
        .header('cache-control', 'public, max-age=5, stale-while-revalidate=30')
        .send(board)
    return contract.board.parse(JSON.parse(board))
  }),

  handle(contract.publicEntryResult, async ({ params }, app) => {
    const { competition, run } = await publicCompetition(app, params.slug)
    const result = found(await resultOfEntry(app.db.kysely, run.id, params.entry))
    const set = found(await ruleSetAt(app.db.kysely, competition.id, run.rulesVersion))
    const parsed = parseRules(set.scoring)
    return { result, steps: parsed.ok ? explainEntry(parsed.rules, result) : [], rules: set.scoring }
  }),

  handle(contract.publicBundle, async ({ params, http }, app) => {
    const { bundle, etag } = await publishedBytes(app, params.slug)
    await http.reply
      .type('application/json; charset=utf-8')
      .header('etag', etag)
      .header('content-disposition', `attachment; filename="${params.slug}-results.json"`)
      .header('cache-control', 'public, max-age=60')
      .send(bundle)
    return {}
  }),

  handle(contract.entryResultForEntrant, async ({ params, person }, app) => {
    const reader = app.db.kysely
    const entry = await entryById(reader, params.entryId)
    const own = found(entry, entry?.personId === person.id)
    const competition = found(await competitionById(reader, own.competitionId))
    const run = await publicRun(reader, competition.id)
    const objections = (await objectionsOf(reader, competition.id)).filter(one => one.entryId === own.id)
    const result = run && (await resultOfEntry(reader, run.id, own.number))
    const comments =
      run && competition.judging.feedback === 'aspects-and-comments' ? await commentsOnEntry(reader, own.id) : []
    return {
      stage: run?.state === 'final' ? ('final' as const) : run ? ('provisional' as const) : null,
      rank: result?.rank ?? null,
      total: result?.total ?? null,
      slug: competition.slug,
      number: own.number,
      objectionsUntil: run?.objectionsUntil?.toISOString() ?? null,
      comments,
      objections: await objectionViews(reader, objections),
      can: { object: objectionsOpen(run, app.clock.now()) },
    }
  }),

  handle(contract.objectToResult, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const objection = await objectToResult(tx, params.entryId, body.statement, person, app.clock.now())
      return found((await objectionViews(tx, [objection]))[0])
    }),
  ),

  handle(contract.answerObjection, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const objection = await answerObjection(tx, { objectionId: params.objectionId, ...body }, person, app.clock.now())
      return found((await objectionViews(tx, [objection]))[0])
    }),
  ),

  handle(contract.resultsDesk, async ({ params, person, transact }) =>
    transact(async tx => {
      const competition = found(await competitionById(tx, params.competitionId))
      authorise(can.read(person, competition), 'kernel.not-found')
      return deskView(tx, competition, person)
    }),
  ),

  handle(contract.readRun, async ({ params, person }, app) => {
    const competition = found(await competitionById(app.db.kysely, params.competitionId))
    authorise(can.read(person, competition), 'kernel.not-found')
    const run = await runById(app.db.kysely, params.runId)
    const own = found(run, run?.competitionId === competition.id)
    const { results } = await figuresOf(app.db.kysely, own.id)
    return { ...runView(own), results }
  }),

  handle(contract.exportResults, async ({ params, query, person, locale, http }, app) => {
    const competition = found(await competitionById(app.db.kysely, params.competitionId))
    authorise(can.read(person, competition), 'kernel.not-found')
    await sendTable(http.reply, query.format, await resultTable(app.db.kysely, competition, locale))
    return {}
  }),

  handle(contract.compute, ({ params, person, transact }, app) =>
    transact(async tx => {
      const competition = await managed(tx, params.competitionId, person)
      const outcome = await computeRun(tx, competition, person.id, app.clock.now())
      return { ...outcome, mistakes: outcome.mistakes.map(one => ({ ...one, at: { ...one.at } })) }
    }),
  ),

  handle(contract.publish, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const competition = await managed(tx, params.competitionId, person)
      return runView(await publishRun(tx, competition, body.runId, person, app.clock.now()))
    }),
  ),

  handle(contract.finalise, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const competition = await managed(tx, params.competitionId, person)
      return runView(await finaliseRun(tx, competition, body.runId, person, app.clock.now()))
    }),
  ),

  handle(contract.withdraw, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const competition = await managed(tx, params.competitionId, person)
      return runView(await withdrawRun(tx, competition, body.runId, body.reason, person, app.clock.now()))
    }),
  ),

  handle(contract.importPreview, ({ params, body, person, transact }) =>
    transact(async tx => {
      const competition = await managed(tx, params.competitionId, person)
      const read = await readImport(tx, competition, body)
      const distinct = (values: string[]): string[] => [...new Set(values.filter(value => value !== ''))]
      return {
        columns: read.columns,
        mappings: scoreMappingTemplates().map(one => one.id),
        rows: read.rows.length,
        entries: new Set(read.rows.map(row => `${row.category} ${row.entry}`)).size,
        judges: distinct(read.rows.map(row => row.judge)),
        segments: distinct(read.rows.map(row => row.segment)),
        categories: distinct(read.rows.map(row => row.category)),
        sample: read.rows.slice(0, 20).map(row => ({
          row: String(row.row),
          entry: row.entry,
          category: row.category,
          segment: row.segment,
          aspect: row.aspect,
          occurrence: row.occurrence,
          judge: row.judge,
          value: row.value,
          base: row.base,
          multiplier: row.multiplier,
        })),
        mistakes: read.mistakes.slice(0, 500),
        mistakesTotal: read.mistakes.length,
        ranking: (read.results?.results ?? []).slice(0, 200).map(one => ({
          category: one.category,
          entry: one.entry,
          name: one.name ?? '',
          rank: one.rank,
          total: one.total,
        })),
      }
    }),
  ),

  handle(contract.importScoreTable, ({ params, body, person, transact }, app) =>
    transact(async tx =>
      importTable(tx, await managed(tx, params.competitionId, person), body, person.id, app.clock.now()),
    ),
  ),
]
