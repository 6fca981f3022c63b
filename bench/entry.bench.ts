import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { createPerson } from '../src/domains/accounts/index.ts'
import { openSession } from '../src/domains/accounts/sessions.ts'
import { aCompetition } from '../src/domains/competitions/testing.ts'
import { tracksOf } from '../src/domains/competitions/index.ts'
import { anOrganisation } from '../src/domains/organisations/testing.ts'
import { type Figure, load, median, spread } from './measure.ts'
import { openWorld, type World } from './world.ts'

const callers = 64
const rounds = 3
const perRound = 3_000

/** Signed-in people, ready to press the button: their cookies. */
async function people(world: World, count: number): Promise<string[]> {
  const at = world.app.clock.now()
  return world.app.db.transaction(async tx => {
    const cookies: string[] = []
    for (let i = 0; i < count; i++) {
      const id = await createPerson(tx, {
        email: `p${randomUUID()}@palestra.example`,
        name: 'Bench',
        locale: 'en',
        zone: 'UTC',
        passwordHash: null,
        emailVerifiedAt: at,
        at,
      })
      const { token } = await openSession(tx, {
        personId: id,
        device: { address: '127.0.0.1', userAgent: 'bench' },
        at,
      })
      cookies.push(`palestra=${token}`)
    }
    return cookies
  })
}

async function venue(world: World, organisationId: string, places: number | null) {
  const competition = await world.app.db.transaction(tx =>
    aCompetition(tx, { organisationId, now: world.app.clock.now(), fields: [], places }),
  )
  const track = (await tracksOf(world.app.db.kysely, competition.id))[0]
  return { id: competition.id, organisationId, track: track?.id ?? null }
}

type Venue = Awaited<ReturnType<typeof venue>>

function request(world: World, venueOf: Venue, cookie: string): Buffer {
  const body = JSON.stringify({
    trackId: venueOf.track,
    entrantName: 'Bench Entrant',
    affiliation: 'Jianglan University',
    answers: {},
    rulesVersion: 1,
  })
  return Buffer.from(
    `POST /api/competitions/${venueOf.id}/entries HTTP/1.1\r\nhost: 127.0.0.1:${world.port}\r\ncookie: ${cookie}\r\n` +
      `content-type: application/json\r\nidempotency-key: ${randomUUID()}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** One round of entries over HTTP; entries a second. Throws when one is refused. */
async function enterRound(world: World, venues: readonly Venue[]): Promise<number> {
  const requests = (await people(world, perRound)).map((cookie, index) =>
    request(world, venues[index % venues.length] as Venue, cookie),
  )
  const { seconds, done, statuses } = await load(world.port, callers, () => requests.pop())
  if (statuses.get(201) !== perRound) throw new Error(`entries were refused: ${JSON.stringify([...statuses])}`)
  return done / seconds
}

/** The same rows as one entry writes, as one transaction of plain statements. `counter`: the hot rows too. */
function script(venues: readonly Venue[], counter: boolean): string {
  const values = (pick: (one: Venue) => string): string =>
    `(array[${venues.map(one => `'${pick(one)}'`).join(',')}]::uuid[])[0 + :v]`
  const competition = values(one => one.id)
  const organisation = `'${venues[0]?.organisationId}'::uuid`
  return `\\set v random(1, ${venues.length})
begin;
select gen_random_uuid() as e, gen_random_uuid() as o, gen_random_uuid() as j, gen_random_uuid() as p, gen_random_uuid() as h, md5(random()::text) as k \\gset
insert into entry (id, competition_id, organisation_id, person_id, number, state, entrant_name, affiliation, answers, form_version, rules_version, order_id, hold_expires_at, entered_at, updated_at)
  values (':e', ${competition}, ${organisation}, ':p', ':k', 'held', 'Bench Entrant', 'Jianglan University', '{}', 1, 1, ':o', now() + interval '30 min', now(), now());
insert into entry_history (id, entry_id, at, by_person_id, action, to_state) values (':h', ':e', now(), ':p', 'entered', 'held');
insert into event_log (at, name, organisation_id, actor_id, subject_type, subject_id, payload) values (now(), 'entries.entry-entered', ${organisation}, ':p', 'entry', ':e', '{"state": "held"}');
insert into purchase_order (id, number, buyer_id, organisation_id, kind, subject_id, state, title, total_minor, currency, revenue_code, expires_at, created_at)
  values (':o', ':k', ':p', ${organisation}, 'entry', ':e', 'open', '{"en": "Data report contest"}', 12000, 'CNY', 'revenue:entry', now() + interval '30 min', now());
insert into order_event (order_id, at, kind) values (':o', now(), 'opened');
insert into order_line (order_id, position, title, quantity, unit_minor, amount_minor) values (':o', 0, '{"en": "Data report contest"}', 1, 12000, 12000);
insert into journal_entry (id, organisation_id, at, state, source_type, source_id, purpose, posting_count) values (':j', ${organisation}, now(), 'pending', 'purchase_order', ':o', 'order', 2);
insert into posting (entry_id, position, account_id, side, amount_minor, currency) select ':j', row_number() over (order by code) - 1, id, case normal_side when 'debit' then 'debit' else 'credit' end, 12000, 'CNY' from bench_account;
insert into idempotency_key (scope, key, request_sha256, status, reply, created_at) values (':p', ':k', ':k', 201, '{"entry": "held"}', now());
${
  counter
    ? `update ledger_account set pending_debit_minor = pending_debit_minor + 12000 where id in (select id from bench_account where normal_side = 'debit');
update ledger_account set pending_credit_minor = pending_credit_minor + 12000 where id in (select id from bench_account where normal_side = 'credit');
update entry_quota set taken = taken + 1 where competition_id = ${competition} and track_id is null;`
    : ''
}
commit;
`
}

const exec = promisify(execFile)

/** Transactions a second of a script under pgbench, 48 clients; null where pgbench is not installed. */
async function pgbench(world: World, text: string): Promise<number | null> {
  const file = join(tmpdir(), `palestra-${randomUUID()}.sql`)
  writeFileSync(file, text)
  try {
    const { stdout } = await exec('pgbench', ['-n', '-c', '40', '-j', '2', '-T', '4', '-f', file, world.databaseUrl])
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function compare(
  world: World,
  venues: readonly Venue[],
  name: string,
  goals: { counter?: number; without: number },
): Promise<Figure[]> {
  await sql`create table if not exists bench_account as select id, code, normal_side from ledger_account where false`.execute(
    world.app.db.kysely,
  )
  await enterRound(world, venues)
  await sql`delete from bench_account`.execute(world.app.db.kysely)
  await sql`insert into bench_account select id, code, normal_side from ledger_account where organisation_id = ${venues[0]?.organisationId}
    and code in (select a.code from ledger_account a join posting p on p.account_id = a.id) order by code`.execute(
    world.app.db.kysely,
  )
  const ours: number[] = []
  const without: number[] = []
  const withCounter: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await enterRound(world, venues))
    const plain = await pgbench(world, script(venues, false))
    if (plain === null) {
      console.log(`${name}: pgbench is not installed; only our own rate: ${Math.round(median(ours))} entries/s`)
      return []
    }
    without.push(plain)
    if (goals.counter !== undefined) withCounter.push((await pgbench(world, script(venues, true))) ?? 0)
  }
  const figure = (suffix: string, of: string, limits: number[], goal: number): Figure => ({
    name: name + suffix,
    of,
    value: median(ours),
    limit: median(limits),
    unit: 'entries/s',
    ratio: median(ours) / median(limits),
    goal,
    spread: spread(ours),
  })
  return [
    figure('', 'pgbench, the same rows without any counter', without, goals.without),
    ...(goals.counter === undefined
      ? []
      : [figure(' (counter)', 'pgbench, the same rows with the counters', withCounter, goals.counter)]),
  ]
}

export async function run(): Promise<Figure[]> {
  const world = await openWorld()
  try {
    const organisation = await anOrganisation(world.app)
    const hot = await venue(world, organisation.id, 100_000)
    const spreadOver = await Promise.all(Array.from({ length: 100 }, () => venue(world, organisation.id, null)))
    return [
      ...(await compare(world, [hot], 'entry.hot', { without: 1, counter: 4 })),
      ...(await compare(world, spreadOver, 'entry.spread', { without: 1 })),
    ]
  } finally {
    await world.close()
  }
}
