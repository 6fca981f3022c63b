import { demoCompetitions } from '../domains/competitions/demo.ts'
import type { App } from '../kernel/app.ts'
import { addMs } from '../kernel/clock.ts'
import { found } from '../kernel/policy.ts'
import { extendDemoHold, writeDemoEntry, writeDemoPayments, writeDemoQueue } from './demo-entries.ts'
import { writeDemoJudging } from './demo-judging.ts'
import { demoPassword, demoPeople, writeDemoOrganisations, writeDemoPeople } from './demo-people.ts'
import { writeDemoResults } from './demo-results.ts'

const day = 86_400_000
const hour = 3_600_000

/**
 * Loads the demonstration once, into an empty database. `hints` tell, one line each, how to sign in as each role; they are
 * given also when it was loaded before.
 */
export async function loadDemonstration(app: App): Promise<{ loaded: boolean; hints: readonly string[] }> {
  const demonstration = await app.db.kysely
    .selectFrom('person')
    .select('id')
    .where('email', '=', demoPeople[0]?.email ?? '')
    .executeTakeFirst()
  if (demonstration) return { loaded: false, hints: hints() }
  const anybody = await app.db.kysely.selectFrom('person').select('id').limit(1).executeTakeFirst()
  if (anybody) return { loaded: false, hints: [] }
  await write(app)
  return { loaded: true, hints: hints() }
}

async function write(app: App): Promise<void> {
  const now = app.clock.now()
  const people = await writeDemoPeople(app)
  const organisations = await writeDemoOrganisations(app, people)
  const competitions = await app.db.transaction(tx => demoCompetitions(tx, organisations, now))
  const competition = (slug: string) => found(competitions.get(slug))
  const owner = found(people.get('owner'))
  await writeDemoQueue(app, competition('delta-data-5'), owner, 60, 0)
  for (const [slug, perTrack, from] of [
    ['county-brands', 30, 130],
    ['cold-chain-grade-3', 20, 200],
    ['maritime-interpreting', 12, 260],
    ['winter-marathon', 25, 330],
  ] as const)
    await writeDemoQueue(app, competition(slug), owner, perTrack, from)
  const due = await writeDemoEntry(app, competition('delta-data-5'), found(people.get('contestant')), '江澜大学')
  await extendDemoHold(app, due, addMs(now, 3 * day))
  await writeDemoPayments(app, competition('delta-data-5'))
  await writeDemoEntry(app, competition('winter-marathon'), found(people.get('contestant-en')), 'Uppsala University')
  await writeDemoJudging(app, competition('modelling-invitational'), people)
  await writeDemoResults(app, competition('winter-skating'), owner, {
    perTrack: 12,
    from: 400,
    judges: 9,
    judgedAt: addMs(now, -10 * hour),
    publishedAt: addMs(now, -5 * hour),
    holder: found(people.get('contestant-en')),
  })
  await writeDemoResults(app, competition('logistics-simulation'), owner, {
    perTrack: 24,
    from: 450,
    judges: 5,
    judgedAt: addMs(now, -30 * day),
    publishedAt: addMs(now, -22 * day),
    finalAt: addMs(now, -14 * day),
    holder: found(people.get('contestant')),
  })
}

const roles: Record<string, string> = {
  owner: 'organisation owner',
  manager: 'organisation manager (English)',
  reviewer: 'reviewer',
  finance: 'finance',
  contestant: 'contestant, fee due and a certificate won',
  'contestant-en': 'contestant (English), in review and in provisional results',
  'judge-lead': 'lead judge',
  'judge-2': 'judge (English), sheets to score',
  operator: 'platform operator',
}

function hints(): string[] {
  const width = Math.max(...demoPeople.map(person => person.email.length))
  const lines = demoPeople
    .filter(person => roles[person.key])
    .map(person => `  ${person.email.padEnd(width)}  ${roles[person.key]}`)
  return [
    '',
    `Sign in with any of these and the password ${demoPassword}`,
    ...lines,
    '  Mail that would be sent lies at /dev/outbox',
  ]
}
