import type { App } from '../../kernel/app.ts'
import { newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import { personalDataExporters, personErasers, staffOf } from '../accounts/index.ts'
import { aPerson } from '../accounts/testing.ts'
import { commerceDomain, fulfillers, settlement } from '../commerce/index.ts'
import { type Competition, competitionsDomain, entrantsOf, entryCounts, tracksOf } from '../competitions/index.ts'
import { aCompetition, type CompetitionWish } from '../competitions/testing.ts'
import { fileGuards, mediaDomain, uploadRules } from '../media/index.ts'
import { messagingDomain } from '../messaging/index.ts'
import { organisationsDomain, staffOf as staffOfPeople } from '../organisations/index.ts'
import { anOrganisation, type OrganisationWithOwner } from '../organisations/testing.ts'
import { paymentsDomain, settlementPort } from '../payments/index.ts'
import { enterCompetition } from './enter-competition.ts'
import {
  entriesDomain,
  entrantsOf as entrantsOfCompetition,
  entryCounts as countsOfEntries,
  fulfilEntryOrder,
} from './index.ts'

/** Entries with everything left of them, wired as main/wiring.ts wires them. */
export const entryDomains = [
  organisationsDomain,
  mediaDomain,
  messagingDomain,
  paymentsDomain,
  commerceDomain,
  competitionsDomain,
  entriesDomain,
]

export function wireEntries(): void {
  staffOf.provide(staffOfPeople)
  settlementPort.provide(settlement)
  fulfillers.provide({ entry: fulfilEntryOrder })
  entryCounts.provide(countsOfEntries)
  entrantsOf.provide(entrantsOfCompetition)
  uploadRules.provide({})
  fileGuards.provide({})
  personalDataExporters.provide([])
  personErasers.provide([])
}

export interface Venue {
  organisation: OrganisationWithOwner
  competition: Competition
}

/** An organisation with an open competition. */
export async function aVenue(app: App, wish: Partial<CompetitionWish> = {}): Promise<Venue> {
  const organisation = await anOrganisation(app)
  const competition = await app.db.transaction(tx =>
    aCompetition(tx, { organisationId: organisation.id, now: app.clock.now(), fields: [], ...wish }),
  )
  return { organisation, competition }
}

/** Enters a person (made up unless given), past the form. */
export async function anEntry(
  app: App,
  competition: Competition,
  given: { person?: Person; trackId?: string; affiliation?: string } = {},
) {
  const tracks = await tracksOf(app.db.kysely, competition.id)
  const person = given.person ?? (await aPerson(app.db.kysely, { at: app.clock.now() }))
  const entered = await enterCompetition(app, {
    competitionId: competition.id,
    key: { scope: person.id, key: newId(), sha256: '' },
    person,
    trackId: given.trackId ?? tracks[0]?.id ?? null,
    entrantName: person.name,
    affiliation: given.affiliation ?? '',
    answers: {},
    personal: {},
    fileIds: [],
    formVersion: 1,
    rulesVersion: 1,
  })
  return { person, ...entered }
}
