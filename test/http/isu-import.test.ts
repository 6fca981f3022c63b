import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aCompetition } from '../../src/domains/competitions/testing.ts'
import { aMember, anOrganisation } from '../../src/domains/organisations/testing.ts'
import { ruleSetTemplates, verifyBundle } from '../../src/domains/scoring/index.ts'
import * as contract from '../../src/domains/standings/contract.ts'
import { testApp, testServer } from '../../src/kernel/testing/index.ts'
import { domains, fillPorts } from '../../src/main/wiring.ts'
import { hasSharedData, sharedData } from '../shared-data.ts'

const line = z.object({
  program: z.string(),
  entrant_code: z.string(),
  rank: z.string(),
  total_segment: z.string(),
  total_elements: z.string(),
  total_components: z.string(),
  aspect_num: z.string(),
  aspect: z.string(),
  section: z.string(),
  scores_of_panel: z.string(),
})

const disciplines = [
  'ICE DANCE',
  'LADIES',
  'MEN',
  'PAIRS',
  'JUNIOR ICE DANCE',
  'JUNIOR LADIES',
  'JUNIOR MEN',
  'JUNIOR PAIRS',
]

describe.skipIf(!hasSharedData)('a real competition through the organiser’s import', async () => {
  const app = await testApp()
  fillPorts(app)
  const { send } = await testServer(app, domains)
  const organisation = await anOrganisation(app)
  const owner = organisation.owner
  const text = hasSharedData ? readFileSync(sharedData('judging/isu_gpf2017_judge_scores.csv'), 'utf8') : ''
  const rows = z.array(line).parse(parse(text, { columns: true }))
  const scoring = ruleSetTemplates().find(one => one.id === 'isu-2017')?.source as Record<string, unknown>
  const make = () =>
    app.db.transaction(tx =>
      aCompetition(tx, {
        organisationId: organisation.id,
        now: app.clock.now(),
        state: 'judging',
        scoring,
        tracks: disciplines.map(name => ({ code: name.toLowerCase().replaceAll(' ', '-') })),
      }),
    )
  const upload = (content: string | Buffer, format = 'csv') => ({
    format,
    content: Buffer.from(content).toString('base64'),
    mapping: 'isu-judge-scores',
  })

  it('previews a mistake by row and column and writes nothing', async () => {
    const competition = await make()
    const lines = text.split('\n')
    const broken = [
      ...lines.slice(0, 1),
      lines[1]?.replace(',10.0,10.0,10.0,10.0,10.0,9.5', ',10.0,10.1,10.0,10.0,10.0,9.5'),
      ...lines.slice(2),
    ].join('\n')
    const params = { competitionId: competition.id }
    const preview = await send(contract.importPreview, { as: owner, params, body: upload(broken) })
    expect(preview.body.mistakes).toMatchObject([{ row: 2, column: 'J2', code: 'scoring.out-of-range' }])
    const refused = await send(contract.importScoreTable, { as: owner, params, body: upload(broken) })
    expect(refused.body).toMatchObject({ code: 'standings.import-mistakes', params: { count: 1 } })
    expect((await app.db.pool.query('select 1 from entry where competition_id = $1', [competition.id])).rowCount).toBe(
      0,
    )
  })

  it('gives every panel score, component total, segment total and rank of the file, and a bundle that verifies', async () => {
    const competition = await make()
    const params = { competitionId: competition.id }
    const preview = await send(contract.importPreview, { as: owner, params, body: upload(text) })
    expect(preview.body).toMatchObject({ entries: 48, mistakesTotal: 0, segments: ['free', 'short'].toSorted(() => 0) })
    const imported = await send(contract.importScoreTable, { as: owner, params, body: upload(text) })
    expect(imported.body).toMatchObject({ entries: 48, sheets: 96 * 9 })
    const computed = await send(contract.compute, { as: owner, params })
    expect(computed.body.mistakes).toEqual([])

    // Nothing is to be had before publication, not even that it was computed.
    const slug = { slug: competition.slug }
    const stranger = await aMember(app)
    for (const as of [undefined, stranger])
      for (const hidden of [contract.publicResults, contract.publicBundle])
        expect((await send(hidden, { ...(as ? { as } : {}), params: slug })).body.code).toBe('standings.not-published')
    expect((await send(contract.resultsDesk, { as: stranger, params })).status).toBe(404)

    const published = await send(contract.publish, { as: owner, params, body: { runId: computed.body.runId } })
    expect(published.body.state).toBe('provisional')
    const board = (await send(contract.publicResults, { params: slug })).body
    expect(board).toMatchObject({ stage: 'provisional', rulesVersion: 1 })
    expect(board.rows).toHaveLength(48)

    const counts = { panel: 0, components: 0, elements: 0, totals: 0, ranks: 0 }
    for (const entry of board.rows) {
      const { result } = (await send(contract.publicEntryResult, { params: { ...slug, entry: entry.entry } })).body
      for (const segment of result.segments) {
        const name = segment.segment === 'short' ? 'SHORT' : 'FREE'
        const own = rows.filter(row => row.entrant_code === entry.entry && row.program.includes(name))
        const [first] = own
        if (!first) throw new Error(`no lines of ${entry.entry} ${name}`)
        const points = (section: string) =>
          result.segments
            .find((one: { segment: string }) => one.segment === segment.segment)
            .criteria.find((one: { criterion: string }) => one.criterion === section)
        expect(Number(points('components').total)).toBe(Number(first.total_components))
        expect(Number(points('elements').total)).toBe(Number(first.total_elements))
        expect(Number(segment.total)).toBe(Number(first.total_segment))
        expect(segment.rank).toBe(Number(first.rank))
        const panels = [points('components'), points('elements')].flatMap(criterion =>
          criterion.aspects.flatMap((aspect: { occurrences: { points: string; value: string }[]; aspect: string }) =>
            aspect.occurrences.map(one => (criterion.criterion === 'components' ? one.value : one.points)),
          ),
        )
        expect(panels.map(Number).toSorted((a, b) => a - b)).toEqual(
          own.map(row => Number(row.scores_of_panel)).toSorted((a, b) => a - b),
        )
        counts.panel += panels.length
        counts.components += 1
        counts.elements += 1
        counts.totals += 1
        counts.ranks += 1
      }
    }
    expect(counts).toEqual({ panel: 1314, components: 96, elements: 96, totals: 96, ranks: 96 })

    const bundle = await send(contract.publicBundle, { params: slug })
    const verdict = await verifyBundle(bundle.body)
    expect(verdict).toMatchObject({ ok: true, differences: [], counts: { entries: 48, ranks: 48 } })
    expect((await send(contract.finalise, { as: owner, params, body: { runId: computed.body.runId } })).body.code).toBe(
      'standings.window-open',
    )
    app.clock.advance(8 * 86_400_000)
    const final = await send(contract.finalise, { as: owner, params, body: { runId: computed.body.runId } })
    expect(final.body.state).toBe('final')
    expect((await send(contract.publicResults, { params: slug })).body.stage).toBe('final')
  }, 60_000)

  it('reads the same table from a workbook', async () => {
    const competition = await make()
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('scores')
    for (const row of parse(text, {})) sheet.addRow(row)
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer())
    const preview = await send(contract.importPreview, {
      as: owner,
      params: { competitionId: competition.id },
      body: upload(bytes, 'xlsx'),
    })
    expect(preview.body).toMatchObject({ entries: 48, mistakesTotal: 0 })
    expect(preview.body.rows).toBeGreaterThan(5000)
  }, 60_000)
})
