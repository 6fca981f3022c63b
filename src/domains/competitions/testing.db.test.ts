import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/db.ts'
import { newId } from '../../kernel/ids.ts'
import { testDatabase } from '../../kernel/testing/index.ts'
import { entryFormOf, isOpenForEntry, prizesOf, ruleSetAt, stagesOf, tracksOf } from './index.ts'
import { states } from './lifecycle.ts'
import { aCompetition } from './testing.ts'
import { ruleSetDigest } from './versions.ts'

const { db } = await testDatabase()
const now = instant('2026-11-20T08:00:00Z')

/** An organisation with the owner it must have, written plainly: its own builder stands to the left and changes on its own. */
async function anOrganisationRow(tx: Tx): Promise<string> {
  const [person, organisation] = [newId(), newId()]
  await sql`insert into person (id, email, name, password_hash, locale, zone, created_at)
    values (${person}, ${`${person}@example.org`}, 'Owner', 'x', 'en', 'UTC', ${now})`.execute(tx)
  await sql`insert into organisation (id, slug, name, about, zone, country, created_by, created_at)
    values (${organisation}, ${`o-${organisation}`}, '{"zh-CN":"x","en":"x"}', '{"zh-CN":"","en":""}', 'UTC', 'CN', ${person}, ${now})`.execute(
    tx,
  )
  await sql`insert into staff (organisation_id, person_id, roles, joined_at)
    values (${organisation}, ${person}, '{owner}', ${now})`.execute(tx)
  return organisation
}

test('a competition can be built in every state, and entry is open in exactly one', async () => {
  await db.transaction(async tx => {
    const organisationId = await anOrganisationRow(tx)
    const open: string[] = []
    for (const state of states) {
      const made = await aCompetition(tx, { organisationId, now, state })
      expect(made.state).toBe(state)
      if (isOpenForEntry(made, now)) open.push(state)
    }
    expect(open).toEqual(['open'])
  })
})

test('what is written is what is read back', async () => {
  await db.transaction(async tx => {
    const organisationId = await anOrganisationRow(tx)
    const made = await aCompetition(tx, {
      organisationId,
      now,
      fee: 500n,
      places: 20,
      tracks: [{ code: 'a', places: 5 }, { code: 'b' }],
    })
    expect(made).toMatchObject({ fee: { currency: 'CNY', minor: 500n }, places: 20, publishedAt: expect.any(Date) })
    expect((await tracksOf(tx, made.id)).map(track => [track.code, track.places])).toEqual([
      ['a', 5],
      ['b', null],
    ])
    expect((await stagesOf(tx, made.id))[0]?.work?.files.most).toBe(3)
    expect((await prizesOf(tx, made.id)).map(prize => prize.amount.minor)).toEqual([1_000_000n, 500_000n])
    expect((await entryFormOf(tx, made.id))?.fields.map(field => field.key)).toEqual(['name', 'school', 'document'])
    const rules = await ruleSetAt(tx, made.id)
    expect(rules?.version).toBe(1)
    expect(rules && ruleSetDigest(rules)).toBe(rules?.sha256)
  })
})

test('a published version of the rules or the form cannot be changed or taken away', async () => {
  const id = await db.transaction(async tx => {
    const organisationId = await anOrganisationRow(tx)
    return (await aCompetition(tx, { organisationId, now })).id
  })
  for (const table of ['rule_set', 'entry_form']) {
    await expect(
      sql`update ${sql.table(table)} set version = 9 where competition_id = ${id}`.execute(db.kysely),
    ).rejects.toThrow('does not change')
    await expect(sql`delete from ${sql.table(table)} where competition_id = ${id}`.execute(db.kysely)).rejects.toThrow(
      'does not change',
    )
  }
})
