import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as accounts from '../../src/domains/accounts/contract.ts'
import { aPerson } from '../../src/domains/accounts/testing.ts'
import * as commerce from '../../src/domains/commerce/contract.ts'
import * as competitions from '../../src/domains/competitions/contract.ts'
import { aCompetition } from '../../src/domains/competitions/testing.ts'
import { issueCredential } from '../../src/domains/credentials/index.ts'
import { aDraft } from '../../src/domains/credentials/testing.ts'
import { anEntry } from '../../src/domains/entries/testing.ts'
import * as judging from '../../src/domains/judging/contract.ts'
import { aJudgedContest, aPanel } from '../../src/domains/judging/testing.ts'
import { aFile } from '../../src/domains/media/testing.ts'
import * as organisations from '../../src/domains/organisations/contract.ts'
import { roles } from '../../src/domains/organisations/permissions.ts'
import { aMember, anOrganisation, aStaffMember, refreshed } from '../../src/domains/organisations/testing.ts'
import * as standings from '../../src/domains/standings/contract.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Actor, Person } from '../../src/kernel/policy.ts'
import { testApp, testServer } from '../../src/kernel/testing/index.ts'
import { domains, fillPorts } from '../../src/main/wiring.ts'

export const actorKinds = [
  'visitor',
  'member',
  'entrant',
  'judge',
  'lead',
  ...roles,
  'foreign-owner',
  'operator',
] as const
export type ActorKind = (typeof actorKinds)[number]

/** What no one without a relation may ever find in a reply. */
export const secrets = {
  email: 'secret-entrant@private.example',
  identity: '11010519491231002X',
  answer: 'Secret School of the Entrant',
}

function there<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('the world lacks something')
  return value
}

/** One organisation with everything in it once, and one person of every relation to it. */
export async function seededWorld() {
  const app = await testApp()
  fillPorts(app)
  const { send } = await testServer(app, domains)
  const now = app.clock.now()

  // Judging under way: two works, a panel of two, sheets drawn and unlocked.
  const contest = await aJudgedContest(app, { works: 2 })
  fillPorts(app)
  const owner = await refreshed(app, contest.owner)
  const organisationId = there(owner.staff[0]).organisationId
  const organisation = (await send(organisations.readOrganisation, { as: owner, params: { organisationId } })).body
  const { panel, judges } = await aPanel(app, contest)
  const [lead, judge] = [there(judges[0]), there(judges[1])]
  const entrant: Person = { ...there(contest.entrants[0]).person, email: secrets.email }
  await sql`update person set email = ${secrets.email} where id = ${entrant.id}`.execute(app.db.kysely)
  await sql`update entry set answers = ${JSON.stringify({ school: secrets.answer })}::jsonb where person_id = ${entrant.id}`.execute(
    app.db.kysely,
  )
  // As an upload through the work rule writes it; the builder stores files of nobody's organisation.
  await sql`update file set organisation_id = ${organisationId} where purpose = 'work'`.execute(app.db.kysely)
  const drawn = await send(judging.drawWorks, { as: owner, params: { panelId: panel.id } })
  if (drawn.status !== 200) throw new Error(JSON.stringify(drawn.body))
  const progress = (await send(judging.progress, { as: owner, params: { panelId: panel.id } })).body
  const sheets = (await send(judging.desk, { as: judge, params: { panelId: panel.id } })).body.sheets
  const leadSheets = (await send(judging.desk, { as: lead, params: { panelId: panel.id } })).body.sheets
  const sheet = (await send(judging.readSheet, { as: judge, params: { sheetId: sheets[0].id } })).body
  const seats = progress.seats
  const submission = there(
    (
      await sql<{ id: string; window_id: string }>`select id, window_id from submission
        where entry_id = ${there(contest.entrants[0]).entryId}`.execute(app.db.kysely)
    ).rows[0],
  )
  const judged = there(
    (
      await sql<{ slug: string }>`select slug from competition where id = ${contest.competitionId}`.execute(
        app.db.kysely,
      )
    ).rows[0],
  )

  // Entry open: the entrant's order, with a payment begun at the sandbox.
  const open = await app.db.transaction(tx => aCompetition(tx, { organisationId, now, fields: [] }))
  const entered = await anEntry(app, open, { person: entrant })
  const orderId = there(entered.orderId)
  const paying = await send(commerce.payOrder, { as: entrant, params: { orderId }, body: { provider: 'sandbox' } })
  const token: string = paying.body.order.payments[0].action.url.split('/').at(-1)
  const proofId = await aFile(app, {
    ownerId: entrant.id,
    organisationId,
    purpose: 'entry',
    subjectId: entered.entry.id,
    personal: true,
  })

  // Published: scores imported, a run computed and provisional, an objection, a certificate.
  const published = await app.db.transaction(tx =>
    aCompetition(tx, { organisationId, now, state: 'judging', tracks: [{ code: 'open' }] }),
  )
  const aspects = ['A1', 'A2', 'B1']
  const table = ['entry,category,segment,aspect,judge,value']
  for (const entry of ['P-1', 'P-2'])
    for (const aspect of aspects)
      table.push(`${entry},open,final,${aspect},${aspect === 'B1' ? '' : 'J1'},${entry === 'P-1' ? 3 : 2}`)
  const inPublished = { competitionId: published.id }
  const steps = [
    await send(standings.importScoreTable, {
      as: owner,
      params: inPublished,
      body: { format: 'csv', content: Buffer.from(table.join('\n')).toString('base64'), mapping: null },
    }),
    await send(standings.compute, { as: owner, params: inPublished }),
  ]
  const runId: string = there(steps[1]).body.runId
  steps.push(await send(standings.publish, { as: owner, params: inPublished, body: { runId } }))
  for (const step of steps)
    if (step.status >= 300 || step.body.mistakes?.length > 0) throw new Error(JSON.stringify(step.body))
  const objectionId = newId()
  const importedEntry = there(
    (
      await sql<{ id: string }>`select id from entry where competition_id = ${published.id} limit 1`.execute(
        app.db.kysely,
      )
    ).rows[0],
  )
  await sql`insert into result_objection (id, run_id, competition_id, entry_id, person_id, statement, created_at)
    values (${objectionId}, ${runId}, ${published.id}, ${importedEntry.id}, ${entrant.id}, 'Please look again.', ${now})`.execute(
    app.db.kysely,
  )
  const credential = await app.db.transaction(tx =>
    issueCredential(tx, app, { ...aDraft(), organisationId, by: owner.id, at: now }),
  )
  const document = (
    await send(
      { ...competitions.getCalendar, path: `/api/credentials/${credential.number}/document` },
      { params: { slug: published.slug } },
    )
  ).body
  const statusListId = there(String(document.credentialStatus.statusListCredential).split('/').at(-1))

  const signUp = await send(accounts.startSignUp, {
    body: {
      name: 'Somebody',
      email: 'somebody@people.example',
      password: 'correct horse battery',
      zone: 'UTC',
      terms: true,
    },
  })
  const invited = await send(organisations.inviteStaff, {
    as: owner,
    params: { organisationId },
    body: { email: 'invited@people.example', roles: ['observer'] },
  })
  const mailId = there(
    (await sql<{ id: string }>`select id from outgoing_mail limit 1`.execute(app.db.kysely)).rows[0],
  ).id

  // The draw decides whose work the judge's first sheet is about; the entrant's own file is asked for by entry.
  const ownWorkFile = there(
    (
      await sql<{
        id: string
      }>`select f.file_id as id from submission_file f join submission s on s.id = f.submission_id
        where s.entry_id = ${there(contest.entrants[0]).entryId} limit 1`.execute(app.db.kysely)
    ).rows[0],
  )

  const foreign = await anOrganisation(app, { slug: 'elsewhere' })
  const actors: Record<ActorKind, Actor> = {
    visitor: { kind: 'visitor' },
    member: await aMember(app),
    entrant,
    judge,
    lead,
    owner,
    manager: await aStaffMember(app, organisationId, ['manager']),
    reviewer: await aStaffMember(app, organisationId, ['reviewer']),
    finance: await aStaffMember(app, organisationId, ['finance']),
    'front-desk': await aStaffMember(app, organisationId, ['front-desk']),
    observer: await aStaffMember(app, organisationId, ['observer']),
    'foreign-owner': foreign.owner,
    operator: await aPerson(app.db.kysely, { platformRoles: ['operator'] }),
  }

  const fresh = {
    /** A draft nobody has deleted yet. */
    draft: async () => (await app.db.transaction(tx => aCompetition(tx, { organisationId, now, state: 'draft' }))).id,
    open: async () => (await app.db.transaction(tx => aCompetition(tx, { organisationId, now, fields: [] }))).id,
    staff: async () => (await aStaffMember(app, organisationId, ['observer'])).id,
    invitation: async () =>
      (
        await send(organisations.inviteStaff, {
          as: owner,
          params: { organisationId },
          body: { email: `${randomUUID()}@people.example`, roles: ['observer'] },
        })
      ).body.id,
  }

  return {
    app,
    send,
    actors,
    fresh,
    /** Parameters by name, for routes whose row names no others. */
    params: {
      organisationId,
      competitionId: contest.competitionId,
      slug: judged.slug,
      entryId: there(contest.entrants[0]).entryId,
      windowId: submission.window_id,
      submissionId: submission.id,
      orderId,
      token,
      code: 'entry-fees',
      provider: 'sandbox',
      version: 'current',
      panelId: panel.id,
      sheetId: sheets[0].id,
      seatId: seats[1].id,
      workId: progress.works[0].id,
      number: credential.number,
      id: statusListId,
      mailId,
      signUpId: signUp.body.signUpId,
      invitationId: invited.body.id,
      objectionId,
      runId,
      fileId: proofId,
      personId: entrant.id,
      sessionId: newId(),
      changeId: newId(),
      purpose: 'news',
      entry: 'P-1',
    } satisfies Record<string, string>,
    extra: {
      organisationSlug: organisation.slug,
      open,
      openEntryId: entered.entry.id,
      published,
      sheetFileId: sheet.work.files[0].fileId,
      ownWorkFileId: ownWorkFile.id,
      leadSheetId: leadSheets[0].id,
      document,
    },
  }
}
export type World = Awaited<ReturnType<typeof seededWorld>>
