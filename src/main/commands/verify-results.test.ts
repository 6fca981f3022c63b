import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { computeResults, parseRules, scoreRow, sealBundle } from '../../domains/scoring/index.ts'
import { main } from '../cli.ts'
import { processIo } from '../command.ts'

const set = {
  schema: 'palestra-rules/1',
  name: { en: 'Song contest', 'zh-CN': '歌唱比赛' },
  panels: { jury: { size: 2 } },
  segments: [{ id: 's', criteria: [{ id: 'c', aspects: [{ id: 'song', kind: 'judged', panel: 'jury' }] }] }],
}

async function bundle() {
  const rules = parseRules(set)
  if (!rules.ok) throw new Error('refused')
  const scores = [
    { entry: '7K2', aspect: 'song', judge: 'a', value: '8' },
    { entry: '7K2', aspect: 'song', judge: 'b', value: '9' },
    { entry: 'MU9', aspect: 'song', judge: 'a', value: '7' },
    { entry: 'MU9', aspect: 'song', judge: 'b', value: '9' },
  ]
  const outcome = computeResults(
    rules.rules,
    scores.map(score => scoreRow({ ...score, name: score.entry === '7K2' ? 'Ada' : '' })),
  )
  if (!outcome.ok) throw new Error('refused')
  return sealBundle({
    competition: { id: 'c1', slug: 'songs', title: { en: 'Songs', 'zh-CN': '歌' } },
    stage: 'final',
    publishedAt: '2026-11-22T12:00:00Z',
    rules: { version: 1, set },
    entries: [{ code: '7K2', name: 'Ada' }, { code: 'MU9' }],
    scores,
    results: outcome.results,
  })
}

async function verify(value: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'palestra-'))
  let out = ''
  let error = ''
  try {
    writeFileSync(join(folder, 'bundle.json'), JSON.stringify(value))
    const io = {
      ...processIo,
      out: (text: string) => void (out += text),
      error: (text: string) => void (error += text),
    }
    const status = await main(['verify-results', join(folder, 'bundle.json')], io)
    return { status, verdict: JSON.parse(out), error }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a sound bundle has no differences', async () => {
  const { status, verdict, error } = await verify(await bundle())
  expect({ status, error }).toEqual({ status: 0, error: '' })
  expect(verdict).toEqual({ ok: true, differences: [], counts: { entries: 2, scores: 4, ranks: 2 } })
})

test('a changed rank is found by its place, even when the digest was made again', async () => {
  const { sha256: _, schema: __, ...forged } = await bundle()
  const first = forged.results.results[0]
  if (first) first.rank = 2
  const { status, verdict, error } = await verify(await sealBundle({ ...forged, rules: { version: 1, set } }))
  expect(status).toBe(1)
  expect(JSON.parse(error).code).toBe('scoring.bundle-differs')
  expect(verdict.differences).toEqual([{ kind: 'results', path: 'results.7K2.rank', published: 2, recomputed: 1 }])
})

test('a changed score breaks the digest and the figures', async () => {
  const forged = await bundle()
  const score = forged.scores[0]
  if (score) score.value = '10'
  const { verdict } = await verify(forged)
  expect(new Set(verdict.differences.map((found: { kind: string }) => found.kind))).toEqual(
    new Set(['digest', 'results']),
  )
})

test('a changed rule, a stranger’s file and a missing file are told apart', async () => {
  const forged = await bundle()
  forged.rules.set = { ...set, panels: { jury: { size: 3, missing: { policy: 'refuse' } } } }
  const kinds = (await verify(forged)).verdict.differences.map((found: { kind: string }) => found.kind)
  expect(kinds).toContain('digest')
  expect(kinds).toContain('scores')
  expect((await verify({ hello: 1 })).verdict.differences[0].kind).toBe('shape')
  expect(await main(['verify-results', '/no/such/file'], { ...processIo, error: () => {} })).toBe(1)
})
