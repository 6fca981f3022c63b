import { expect, it } from 'vitest'
import { monotonicMs } from '../../src/kernel/clock.ts'
import { listen } from '../../src/kernel/events.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { registerTexts } from '../../src/kernel/i18n.ts'
import { testApp } from '../../src/kernel/testing/index.ts'
import { loadDemonstration } from '../../src/main/demonstration.ts'
import { domains, fillPorts } from '../../src/main/wiring.ts'

it('the demonstration loads once and tells how to sign in', async () => {
  const app = { ...(await testApp()), clock: systemClock }
  fillPorts(app)
  for (const domain of domains) registerTexts(domain.texts)
  listen(domains.flatMap(domain => domain.reactions ?? []))
  const started = monotonicMs()
  const first = await loadDemonstration(app)
  console.info(`demonstration: ${Math.round(monotonicMs() - started)} ms`)
  expect(first.loaded).toBe(true)
  expect(first.hints.join('\n')).toContain('owner@palestra.example')
  expect(await loadDemonstration(app)).toEqual({ loaded: false, hints: first.hints })
  const counted = await app.db.pool.query(`select
    (select count(*)::int from entry) as entries, (select count(*)::int from award where credential_number is not null) as certificates,
    (select count(*)::int from score_sheet where state = 'submitted') as submitted, (select count(*)::int from published_result) as published`)
  expect(counted.rows[0]).toMatchObject({ published: 2 })
  expect(counted.rows[0].entries).toBeGreaterThan(300)
  expect(counted.rows[0].certificates).toBeGreaterThan(48)
  expect(counted.rows[0].submitted).toBeGreaterThan(15)
}, 120_000)
