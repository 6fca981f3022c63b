import { expect, test } from 'vitest'
import { testApp } from '../../kernel/testing/index.ts'
import { anOrganisation } from '../organisations/testing.ts'
import { missingFrom } from './completeness.ts'
import { demoCompetitions } from './demo.ts'
import { entryFormOf, isOpenForEntry, ruleSetVersions } from './index.ts'
import { contentOf } from './load-content.ts'
import { datesOf } from './queries.ts'
import { ruleSetDigest } from './versions.ts'

const app = await testApp()

test('the demonstration’s competitions are whole, stand where they say, and their rules carry true digests', async () => {
  const { id, owner } = await anOrganisation(app)
  const now = app.clock.now()
  const made = await app.db.transaction(tx =>
    demoCompetitions(tx, [{ id, zone: 'Asia/Shanghai', ownerId: owner.id }], now),
  )
  const reader = app.db.kysely
  for (const competition of made.values()) {
    if (competition.state === 'draft') continue
    const left = missingFrom(await contentOf(reader, competition), await datesOf(reader, competition.id), now)
    expect([competition.slug, left.filter(one => one.code !== 'missing.entry-over')]).toEqual([competition.slug, []])
    expect([competition.slug, isOpenForEntry(competition, now)]).toEqual([
      competition.slug,
      competition.state === 'open',
    ])
    expect((await entryFormOf(reader, competition.id))?.publishedAt).not.toBeNull()
    for (const rules of await ruleSetVersions(reader, competition.id)) expect(ruleSetDigest(rules)).toBe(rules.sha256)
  }
  expect(await ruleSetVersions(reader, made.get('delta-data-5')?.id ?? '')).toHaveLength(3)
})
