import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle } from '../../kernel/http/handle.ts'
import { toWire } from '../../kernel/money.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import {
  type Competition,
  competitionById,
  competitionBySlug,
  competitionsById,
  prizesOf,
} from '../competitions/index.ts'
import { certificatePdf, credentialsBySource, printedDay } from '../credentials/index.ts'
import { entriesById } from '../entries/index.ts'
import { organisationById, staffCan } from '../organisations/index.ts'
import { issueAwards, saveTemplate, templateOf, valuesOf } from './certificates.ts'
import * as contract from './contract.ts'
import specimen from './i18n/specimen.json' with { type: 'json' }
import { awardsOf, awardsOfPerson } from './queries.ts'

const can = {
  see: (person: Person, competition: Competition) => staffCan(person, competition.organisationId, 'organisation.read'),
  issue: (person: Person, competition: Competition) =>
    staffCan(person, competition.organisationId, 'certificates.issue'),
}

async function issuable(reader: Reader, id: string, person: Person): Promise<Competition> {
  const competition = found(await competitionById(reader, id))
  authorise(can.issue(person, competition), can.see(person, competition) ? 'kernel.not-allowed' : 'kernel.not-found')
  return competition
}

/** Awards with names, amounts and the state of their certificates. */
async function awardViews(app: App, competition: Competition) {
  const reader = app.db.kysely
  const awards = await awardsOf(reader, competition.id)
  const entries = await entriesById(
    reader,
    awards.map(award => award.entryId),
  )
  const prizes = new Map((await prizesOf(reader, competition.id)).map(prize => [prize.id, prize]))
  const credentials = new Map(
    (
      await credentialsBySource(
        reader,
        'award',
        awards.map(award => award.id),
      )
    ).map(one => [one.sourceId, one]),
  )
  return awards.map(award => {
    const entry = entries.get(award.entryId)
    const prize = award.prizeId === null ? undefined : prizes.get(award.prizeId)
    return {
      id: award.id,
      entryNumber: entry?.number ?? '',
      entrantName: entry?.entrantName ?? '',
      affiliation: entry?.affiliation ?? '',
      name: award.name,
      kind: award.prizeId === null ? ('participation' as const) : ('prize' as const),
      category: award.category,
      rank: award.rank,
      amount: prize && prize.amount.minor > 0n ? toWire(prize.amount) : null,
      credentialNumber: award.credentialNumber,
      credentialState: credentials.get(award.id)?.state ?? null,
    }
  })
}

export const routes = [
  handle(contract.awardsDesk, async ({ params, person }, app) => {
    const competition = found(await competitionById(app.db.kysely, params.competitionId))
    authorise(can.see(person, competition), 'kernel.not-found')
    const { title, scope, body, signatories } = await templateOf(app.db.kysely, competition)
    const final = ['final', 'archived'].includes(competition.state)
    const issue = can.issue(person, competition)
    return {
      title: competition.title,
      awards: await awardViews(app, competition),
      design: { title, scope, body, signatories },
      resultsFinal: final,
      competitionSlug: competition.slug,
      can: { issue: issue && final, design: issue },
    }
  }),

  handle(contract.saveDesign, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const now = app.clock.now()
      await saveTemplate(tx, await issuable(tx, params.competitionId, person), body, person.id, now)
      return { savedAt: now.toISOString() }
    }),
  ),

  handle(contract.previewCertificate, async ({ params, query, person, http }, app) => {
    const competition = await issuable(app.db.kysely, params.competitionId, person)
    const organisation = found(await organisationById(app.db.kysely, competition.organisationId))
    const prize = (await prizesOf(app.db.kysely, competition.id))[0]
    const at = app.clock.now()
    const { pdf } = await certificatePdf({
      template: await templateOf(app.db.kysely, competition),
      values: valuesOf({
        award: { name: prize?.name ?? specimen.award, rank: 1, entries: 100, total: '' },
        entrantName: query.name ?? specimen.name['zh-CN'],
        competition,
        track: null,
        organisation: organisation.name,
        at,
      }),
      number: specimen.number.en,
      verifyUrl: `${app.config.publicUrl}/certificates`,
      issuedAt: at,
      dateText: printedDay(at, competition.zone),
    })
    await http.reply
      .type('application/pdf')
      .header('content-disposition', 'inline; filename="specimen.pdf"')
      .header('cache-control', 'no-store')
      .send(pdf)
    return {}
  }),

  handle(contract.issueAwards, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const competition = await issuable(tx, params.competitionId, person)
      if (!['final', 'archived'].includes(competition.state)) throw refuse('awards.not-final')
      return issueAwards(app, tx, competition, { participation: body.participation, by: person.id })
    }),
  ),

  handle(contract.publicAwards, async ({ params }, app) => {
    const competition = found(await competitionBySlug(app.db.kysely, params.slug))
    if (!['final', 'archived'].includes(competition.state)) return { awards: [] }
    const awards = await awardViews(app, competition)
    return {
      awards: awards
        .filter(award => award.kind === 'prize')
        .map(award => ({ ...award, certificate: award.credentialState === 'valid' ? award.credentialNumber : null })),
    }
  }),

  handle(contract.myAwards, async ({ person }, app) => {
    const awards = await awardsOfPerson(app.db.kysely, person.id)
    const competitions = await competitionsById(
      app.db.kysely,
      awards.map(award => award.competitionId),
    )
    return {
      awards: awards.flatMap(award => {
        const competition = competitions.get(award.competitionId)
        if (!competition) return []
        const { id, name, rank, entryId, credentialNumber } = award
        return [
          {
            id,
            name,
            rank,
            entryId,
            credentialNumber,
            competition: competition.title,
            competitionSlug: competition.slug,
            grantedAt: award.grantedAt.toISOString(),
          },
        ]
      }),
    }
  }),
]
