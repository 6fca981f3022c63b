import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import { money } from '../../kernel/money.ts'
import { testDatabase } from '../../kernel/testing/index.ts'
import { credit, debit, type JournalDraft, postEntries } from './post-entries.ts'
import { accountStatement, journalEntries, journalTotals, trialBalance } from './queries.ts'
import { resolvePending } from './resolve-pending.ts'
import { faultsOfBooks } from './testing.ts'

const { db } = await testDatabase()
const at = instant('2026-11-22T06:32:07Z')

function draft(organisationId: string, minor: bigint, more: Partial<JournalDraft> = {}): JournalDraft {
  const amount = money('CNY', minor)
  return {
    organisationId,
    at,
    state: 'posted',
    source: { type: 'test', id: newId() },
    purpose: 'test',
    postings: [debit('provider_clearing:sandbox', amount), credit('liability:unfulfilled', amount)],
    ...more,
  }
}
const post = (...drafts: JournalDraft[]) => db.transaction(tx => postEntries(tx, drafts))

test('a batch of entries moves each account once by the sum', async () => {
  const book = newId()
  await post(draft(book, 100n), draft(book, 250n), draft(book, 40n, { state: 'pending' }))
  const accounts = await trialBalance(db.kysely, book)
  expect(accounts.map(a => [a.code, a.posted, a.pendingDebit, a.pendingCredit])).toEqual([
    ['liability:unfulfilled', 350n, 0n, 40n],
    ['provider_clearing:sandbox', 350n, 40n, 0n],
  ])
  expect(await faultsOfBooks(db.kysely)).toEqual([])
})

test('a thousand entries take as many statements as one', async () => {
  const book = newId()
  await post(draft(book, 1n))
  const countOf = async (drafts: JournalDraft[]) => {
    let statements = 0
    await db.transaction(async tx => {
      const counting = tx.withPlugin({
        transformQuery: ({ node }) => {
          statements += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await postEntries(counting, drafts)
    })
    return statements
  }
  const one = await countOf([draft(book, 1n)])
  const many = await countOf(Array.from({ length: 1000 }, () => draft(book, 1n)))
  expect(one).toBeGreaterThan(0)
  expect(many).toBe(one)
})

test('an entry that does not balance fails at commit', async () => {
  const book = newId()
  const wrong = draft(book, 100n, {
    postings: [
      debit('provider_clearing:sandbox', money('CNY', 100n)),
      credit('liability:unfulfilled', money('CNY', 99n)),
    ],
  })
  await expect(post(wrong)).rejects.toMatchObject({ constraint: 'journal_entry_balances' })
  const twoCurrencies = draft(book, 100n, {
    postings: [
      debit('provider_clearing:sandbox', money('CNY', 100n)),
      credit('liability:unfulfilled', money('USD', 100n)),
    ],
  })
  await expect(post(twoCurrencies)).rejects.toMatchObject({ constraint: 'journal_entry_balances' })
  expect(await trialBalance(db.kysely, book)).toEqual([])
})

test('an account whose creation was rolled back is made again', async () => {
  const book = newId()
  await expect(
    db.transaction(async tx => {
      await postEntries(tx, [draft(book, 5n)])
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  await post(draft(book, 7n))
  expect((await trialBalance(db.kysely, book)).map(account => account.posted)).toEqual([7n, 7n])
})

test('one business fact posts once per purpose', async () => {
  const book = newId()
  const source = { type: 'payment', id: newId() }
  await post(draft(book, 100n, { source }))
  await expect(post(draft(book, 100n, { source }))).rejects.toMatchObject({ constraint: 'journal_entry_source' })
  await post(draft(book, 100n, { source, purpose: 'fee' }))
  expect(await faultsOfBooks(db.kysely)).toEqual([])
})

test('nothing of the journal is changed or removed', async () => {
  const book = newId()
  const [id] = await post(draft(book, 100n))
  const refused = { code: '23001' }
  await expect(
    sql`update posting set amount_minor = 1 where entry_id = ${id}`.execute(db.kysely),
  ).rejects.toMatchObject(refused)
  await expect(sql`delete from posting where entry_id = ${id}`.execute(db.kysely)).rejects.toMatchObject(refused)
  await expect(
    sql`update journal_entry set memo = '{"a":"b"}' where id = ${id}`.execute(db.kysely),
  ).rejects.toMatchObject(refused)
  await expect(
    sql`update journal_entry set state = 'voided' where id = ${id}`.execute(db.kysely),
  ).rejects.toMatchObject(refused)
  await expect(sql`delete from journal_entry where id = ${id}`.execute(db.kysely)).rejects.toMatchObject(refused)
  await expect(
    sql`delete from ledger_account where organisation_id = ${book}`.execute(db.kysely),
  ).rejects.toMatchObject(refused)
  await expect(
    sql`insert into posting select entry_id, position + 10, account_id, side, amount_minor, currency from posting where entry_id = ${id}`.execute(
      db.kysely,
    ),
  ).rejects.toMatchObject({ constraint: 'posting_belongs' })
})

test('an entry posts only to accounts of its own book', async () => {
  const book = newId()
  const stranger = newId()
  await post(draft(book, 1n), draft(stranger, 1n))
  await expect(
    db.transaction(async tx => {
      const id = newId()
      await sql`insert into journal_entry (id, organisation_id, at, state, source_type, source_id, purpose, posting_count)
        values (${id}, ${book}, ${at}, 'posted', 'test', ${newId()}, 'test', 2)`.execute(tx)
      await sql`insert into posting (entry_id, position, account_id, side, amount_minor, currency)
        select ${id}::uuid, 0, id, 'debit', 1, 'CNY' from ledger_account where organisation_id = ${stranger} and code = 'provider_clearing:sandbox'
        union all select ${id}::uuid, 1, id, 'credit', 1, 'CNY' from ledger_account where organisation_id = ${book} and code = 'liability:unfulfilled'`.execute(
        tx,
      )
    }),
  ).rejects.toMatchObject({ constraint: 'journal_entry_own_accounts' })
})

test('an entry without its postings does not commit', async () => {
  const alone = sql`insert into journal_entry (id, organisation_id, at, state, source_type, source_id, purpose, posting_count)
    values (${newId()}, ${newId()}, ${at}, 'posted', 'test', ${newId()}, 'test', 2)`
  await expect(alone.execute(db.kysely)).rejects.toMatchObject({ constraint: 'journal_entry_whole' })
})

test('a reserve resolves once, to posted or to nothing', async () => {
  const book = newId()
  const kept = draft(book, 100n, { state: 'pending' })
  const dropped = draft(book, 30n, { state: 'pending' })
  await post(kept, dropped)
  const resolve = (to: 'posted' | 'voided', ...drafts: JournalDraft[]) =>
    db.transaction(tx =>
      resolvePending(
        tx,
        drafts.map(({ source, purpose }) => ({ source, purpose, to })),
        at,
      ),
    )
  const racers = await Promise.all([resolve('posted', kept), resolve('voided', kept), resolve('posted', kept)])
  expect(racers.filter(won => won.size === 1)).toHaveLength(1)
  await resolve('voided', dropped)
  expect(await faultsOfBooks(db.kysely)).toEqual([])
  expect((await trialBalance(db.kysely, book)).every(a => a.pendingDebit === 0n && a.pendingCredit === 0n)).toBe(true)
})

test('what is owed by name never falls below nothing, reserves counted', async () => {
  const book = newId()
  const pay = (minor: bigint, state: JournalDraft['state']) =>
    draft(book, minor, {
      state,
      postings: [
        debit('liability:payee:winner', money('CNY', minor)),
        credit('provider_clearing:sandbox', money('CNY', minor)),
      ],
    })
  await expect(post(pay(1n, 'posted'))).rejects.toMatchObject({ constraint: 'ledger_account_not_negative' })
  await post(
    draft(book, 100n, {
      postings: [
        debit('provider_clearing:sandbox', money('CNY', 100n)),
        credit('liability:payee:winner', money('CNY', 100n)),
      ],
    }),
  )
  await post(pay(70n, 'pending'))
  await expect(post(pay(31n, 'posted'))).rejects.toMatchObject({ constraint: 'ledger_account_not_negative' })
  await post(pay(30n, 'posted'))
})

test('an entry is reversed at most once', async () => {
  const book = newId()
  const [id] = await post(draft(book, 100n))
  await post(draft(book, 100n, { reversesId: id ?? '', purpose: 'reversal' }))
  await expect(post(draft(book, 100n, { reversesId: id ?? '', purpose: 'reversal' }))).rejects.toMatchObject({
    constraint: 'journal_entry_reverses_id_key',
  })
})

test('many batches at once leave the balances equal to the sums, without deadlock', async () => {
  const books = [newId(), newId(), newId()]
  await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      post(
        ...[0, 1, 2].map(j =>
          draft(books[(i + j * (i % 2 === 0 ? 1 : 2)) % 3] ?? '', BigInt(i + 1), {
            state: i % 3 ? 'posted' : 'pending',
          }),
        ),
      ),
    ),
  )
  expect(await faultsOfBooks(db.kysely)).toEqual([])
})

test('random histories of posting, reserving and resolving keep every balance true', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          minor: fc.bigInt({ min: 1n, max: 10_000n }),
          fate: fc.constantFrom('posted', 'pending', 'post', 'void'),
        }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      async history => {
        const book = newId()
        const drafts = history.map(one =>
          draft(book, one.minor, { state: one.fate === 'posted' ? 'posted' : 'pending' }),
        )
        await post(...drafts)
        await db.transaction(tx =>
          resolvePending(
            tx,
            drafts.flatMap(({ source, purpose }, i) => {
              const fate = history[i]?.fate
              return fate === 'post' || fate === 'void'
                ? [{ source, purpose, to: fate === 'post' ? ('posted' as const) : ('voided' as const) }]
                : []
            }),
            at,
          ),
        )
        const expected = history.reduce(
          (sum, one) => (one.fate === 'posted' || one.fate === 'post' ? sum + one.minor : sum),
          0n,
        )
        const accounts = await trialBalance(db.kysely, book)
        expect(accounts.map(account => account.posted)).toEqual([expected, expected])
        expect(await faultsOfBooks(db.kysely)).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
})

test('journal and statement tell the same story', async () => {
  const book = newId()
  await post(draft(book, 100n, { memo: { order: '261122ABCDEF' } }), draft(book, 50n))
  await post(draft(book, 9n, { state: 'pending' }))
  const filter = { organisationId: book }
  const entries = await journalEntries(db.kysely, filter, { offset: 0, limit: 10 })
  expect(entries.map(entry => [entry.state, entry.lines.map(line => line.minor)])).toEqual([
    ['pending', [9n, 9n]],
    ['posted', [50n, 50n]],
    ['posted', [100n, 100n]],
  ])
  expect(await journalTotals(db.kysely, filter)).toEqual({
    entries: 3n,
    sums: [{ currency: 'CNY', debit: 150n, credit: 150n }],
  })
  expect(
    await journalEntries(db.kysely, { ...filter, search: '2611 22AB CDEF' }, { offset: 0, limit: 10 }),
  ).toHaveLength(1)
  const statement = await accountStatement(db.kysely, {
    ...filter,
    code: 'liability:unfulfilled',
    currency: 'CNY',
    limit: 10,
  })
  expect(statement.map(line => line.balance)).toEqual([150n, 150n, 100n])
  expect(await journalEntries(db.kysely, { organisationId: newId() }, { offset: 0, limit: 10 })).toEqual([])
})
