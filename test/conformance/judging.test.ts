import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  computeResults,
  decimal,
  type EntryResult,
  importScores,
  parseRules,
  previewImport,
  ruleSetTemplates,
  scoreMappingTemplates,
  type ScoringRules,
  sealBundle,
  scoreRow,
  verifyBundle,
} from '../../src/domains/scoring/index.ts'
import { hasSharedData, sharedData } from '../shared-data.ts'

function template(id: string): ScoringRules {
  const found = ruleSetTemplates().find(candidate => candidate.id === id)
  if (!found) throw new Error(`no template ${id}`)
  return found.rules
}

const performance = z.object({
  program: z.string(),
  entrant_code: z.string(),
  rank: z.string(),
  total_segment: z.string(),
  total_elements: z.string(),
  total_components: z.string(),
  deductions: z.string(),
  section: z.enum(['components', 'elements']),
  aspect_num: z.string(),
  aspect: z.string(),
  scores_of_panel: z.string(),
})

describe.skipIf(!hasSharedData)('a real competition: nine judges, two segments, eight disciplines', () => {
  const text = hasSharedData ? readFileSync(sharedData('judging/isu_gpf2017_judge_scores.csv'), 'utf8') : ''
  const table: string[][] = hasSharedData ? parse(text, { relax_column_count: true }) : []
  const rows = hasSharedData ? z.array(performance).parse(parse(text, { columns: true })) : []
  const rules = template('isu-2017')
  const mapping = scoreMappingTemplates().find(candidate => candidate.id === 'isu-judge-scores')?.mapping
  if (!mapping) throw new Error('no mapping')

  const results = (): EntryResult[] => {
    const preview = previewImport(rules, table, mapping)
    expect(preview.mistakes).toEqual([])
    return preview.outcome?.ok ? preview.outcome.results.results : []
  }

  test('every panel score, element and component total, deduction, segment total and rank equals the published one', () => {
    const entries = new Map(results().map(entry => [entry.entry, entry]))
    const counts = { panel: 0, elements: 0, components: 0, deductions: 0, totals: 0, ranks: 0 }
    const same = (ours: string | number | null | undefined, theirs: string) =>
      ours !== null && ours !== undefined && decimal(ours).equals(decimal(theirs))
    const differences: string[] = []
    const check = (
      what: keyof typeof counts,
      ours: string | number | null | undefined,
      theirs: string,
      where: string,
    ) => {
      if (same(ours, theirs)) counts[what] += 1
      else differences.push(`${what} ${where}: ${ours} is not ${theirs}`)
    }
    const seen = new Set<string>()
    for (const row of rows) {
      const id = row.program.includes('SHORT') ? 'short' : 'free'
      const where = `${row.program} ${row.entrant_code} ${row.aspect}`
      const segment = entries.get(row.entrant_code)?.segments.find(candidate => candidate.segment === id)
      const criterion = segment?.criteria.find(candidate => candidate.criterion === row.section)
      if (row.section === 'elements') {
        const element = criterion?.aspects[0]?.occurrences.find(candidate => candidate.occurrence === row.aspect_num)
        expect(element?.note).toBe(row.aspect)
        check('panel', element?.points, row.scores_of_panel, where)
      } else {
        const known = criterion?.aspects.find(candidate => {
          const label = typeof candidate.label === 'object' ? candidate.label.en : ''
          return label.replace(' / ', '/').startsWith(row.aspect)
        })
        check('panel', known?.occurrences[0]?.panel?.rounded, row.scores_of_panel, where)
      }
      if (seen.has(`${id} ${row.entrant_code}`)) continue
      seen.add(`${id} ${row.entrant_code}`)
      const total = (name: string) => segment?.criteria.find(candidate => candidate.criterion === name)?.total
      check('elements', total('elements'), row.total_elements, where)
      check('components', total('components'), row.total_components, where)
      check('deductions', segment?.deducted, row.deductions, where)
      check('totals', segment?.total, row.total_segment, where)
      check('ranks', segment?.rank, row.rank, where)
    }
    console.info('isu_gpf2017:', counts)
    expect(differences).toEqual([])
    expect(counts).toEqual({ panel: 1314, elements: 96, components: 96, deductions: 96, totals: 96, ranks: 96 })
  })

  test('the overall result is the sum of both programmes, ranked within each discipline', () => {
    const list = results()
    expect(list).toHaveLength(48)
    for (const category of new Set(list.map(entry => entry.category))) {
      const pool = list.filter(entry => entry.category === category)
      const expected = pool
        .map(({ entry, segments }) => ({
          entry,
          sum: segments.reduce((sum, part) => sum.plus(part.total), decimal(0)),
        }))
        .sort((a, b) => b.sum.comparedTo(a.sum))
      expect(pool.map(entry => entry.entry)).toEqual(expected.map(item => item.entry))
      expect(pool.map(entry => entry.total)).toEqual(expected.map(item => item.sum.toFixed(2)))
      expect(pool.map(entry => entry.rank)).toEqual([1, 2, 3, 4, 5, 6])
    }
  })

  test('rounding only at the end would give other component totals, so the test can fail', () => {
    const once = structuredClone(rules)
    for (const panel of Object.values(once.panels)) panel.round = { mode: 'none' }
    for (const aspect of once.segments.flatMap(segment => segment.criteria.flatMap(criterion => criterion.aspects)))
      aspect.rounding.points = { mode: 'none' }
    const preview = previewImport(once, table, mapping)
    const changed = preview.outcome?.ok ? preview.outcome.results.results : []
    const totals = (list: EntryResult[]) => list.flatMap(entry => entry.segments.map(part => part.criteria[1]?.total))
    expect(changed).toHaveLength(48)
    expect(totals(changed)).not.toEqual(totals(results()))
  })

  test('a wrong cell is found by its row and the judge’s column', () => {
    const broken = table.map(row => [...row])
    const column = broken[0]?.indexOf('J4') ?? -1
    const line = broken.findIndex(row => row[11] === 'components')
    const cells = broken[line]
    if (cells) cells[column] = '10.1'
    const preview = previewImport(rules, broken, mapping)
    expect(preview.mistakes.map(({ row, column, code }) => ({ row, column, code }))).toEqual([
      { row: line + 1, column: 'J4', code: 'scoring.out-of-range' },
    ])
  })

  test('its result bundle can be verified, and a changed judge’s score is found', async () => {
    const imported = importScores(table, mapping)
    const outcome = computeResults(rules, imported.rows)
    if (!outcome.ok) throw new Error('refused')
    const set = ruleSetTemplates().find(candidate => candidate.id === 'isu-2017')?.source
    const optional = (fields: Record<string, string>) =>
      Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
    const bundle = await sealBundle({
      competition: { id: 'c', slug: 'gpf-2017', title: { en: 'Grand Prix Final', 'zh-CN': '大奖赛总决赛' } },
      stage: 'final',
      publishedAt: '2017-12-09T12:00:00Z',
      rules: { version: 1, set },
      entries: outcome.results.results.map(({ entry, category }) => ({ code: entry, category })),
      scores: imported.rows.map(
        ({ entry, aspect, value, category, segment, occurrence, judge, multiplier, base, note }) => ({
          entry,
          aspect,
          value,
          ...optional({ category, segment, occurrence, judge, multiplier, base, note }),
        }),
      ),
      results: outcome.results,
    })
    const verdict = await verifyBundle(JSON.parse(JSON.stringify(bundle)))
    expect(verdict.differences).toEqual([])
    expect(verdict.counts).toEqual({ entries: 48, scores: imported.rows.length, ranks: 48 })

    const forged = structuredClone(bundle)
    const score = forged.scores.find(candidate => candidate.judge !== undefined && candidate.value === '9.0')
    if (score) score.value = '9.5'
    expect((await verifyBundle(forged)).differences.map(difference => difference.kind)).toContain('digest')
  })
})

const cases = z.object({
  worldskills_judgement: z.object({
    cases: z.array(
      z.object({ scores: z.array(z.number()), max_mark: z.number(), valid: z.boolean(), mark: z.number().optional() }),
    ),
  }),
  china_subjective_trim: z.object({
    cases: z.array(z.object({ scores: z.array(z.number()), expected: z.number() })),
  }),
})

describe.skipIf(!hasSharedData)('published scoring rules, case by case', () => {
  const oracle = hasSharedData
    ? cases.parse(JSON.parse(readFileSync(sharedData('judging/scoring_rules.json'), 'utf8')))
    : { worldskills_judgement: { cases: [] }, china_subjective_trim: { cases: [] } }

  const judge = (panel: unknown, aspect: Record<string, unknown>, scores: number[]) => {
    const rules = parseRules({
      schema: 'palestra-rules/1',
      name: 'case',
      panels: { panel },
      segments: [
        { id: 's', criteria: [{ id: 'c', aspects: [{ id: 'a', kind: 'judged', panel: 'panel', ...aspect }] }] },
      ],
    })
    if (!rules.ok) throw new Error(JSON.stringify(rules.mistakes))
    return computeResults(
      rules.rules,
      scores.map((score, index) => scoreRow({ entry: 'E', aspect: 'a', judge: `J${index + 1}`, value: String(score) })),
    )
  }

  test('judgement 0 to 3: a spread above 1 must be scored again, else mean ÷ 3 × marks', () => {
    const panel = { size: 3, scale: { min: 0, max: 3, step: 1 }, spread: { max: 1 } }
    for (const { scores, max_mark: max, valid, mark } of oracle.worldskills_judgement.cases) {
      const outcome = judge(panel, { max, rounding: { points: { mode: 'half-up', decimals: 4 } } }, scores)
      expect(outcome.ok).toBe(valid)
      if (outcome.ok) expect(Number(outcome.results.results[0]?.total)).toBe(mark)
      else expect(outcome.mistakes.map(found => found.code)).toEqual(['scoring.spread-too-wide'])
    }
    console.info('judgement 0–3:', oracle.worldskills_judgement.cases.length, 'cases')
    expect(oracle.worldskills_judgement.cases.length).toBeGreaterThan(0)
  })

  test('five referees, one high and one low dropped, mean of the rest', () => {
    for (const { scores, expected } of oracle.china_subjective_trim.cases) {
      const outcome = judge({ size: 5, trim: { high: 1, low: 1 }, round: { mode: 'half-up', decimals: 4 } }, {}, scores)
      expect(outcome.ok && Number(outcome.results.results[0]?.total)).toBe(expected)
    }
    console.info('five referees:', oracle.china_subjective_trim.cases.length, 'cases')
    expect(oracle.china_subjective_trim.cases.length).toBeGreaterThan(0)
  })
})
