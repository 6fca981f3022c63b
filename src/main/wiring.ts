import { accountsDomain, personalDataExporters, personErasers, staffOf } from '../domains/accounts/index.ts'
import { awardsDomain } from '../domains/awards/index.ts'
import { commerceDomain, commerceExporter, fulfillers, settlement } from '../domains/commerce/index.ts'
import { competitionsDomain, entrantsOf, entryCounts, publicCompetitionsOf } from '../domains/competitions/index.ts'
import { credentialsDomain, credentialsEraser, credentialsExporter } from '../domains/credentials/index.ts'
import {
  entriesDomain,
  entriesEraser,
  entriesExporter,
  entrantsOf as entrantsOfCompetition,
  entryCounts as countsOfEntries,
  entryFileGuard,
  entryUploadRule,
  fulfilEntryOrder,
} from '../domains/entries/index.ts'
import { judgingDomain } from '../domains/judging/index.ts'
import { ledgerDomain } from '../domains/ledger/index.ts'
import {
  brandFiles as claimBrandFiles,
  brandUploadRules,
  fileGuards,
  mediaDomain,
  mediaEraser,
  mediaExporter,
  uploadRules,
} from '../domains/media/index.ts'
import { messagingDomain, messagingEraser, messagingExporter } from '../domains/messaging/index.ts'
import {
  brandFiles,
  organisationsDomain,
  organisationsEraser,
  organisationsExporter,
  publicCompetitions,
  staffOf as staffOfPeople,
} from '../domains/organisations/index.ts'
import { paymentsDomain, settlementPort } from '../domains/payments/index.ts'
import { followBoards, standingsDomain } from '../domains/standings/index.ts'
import {
  uploadsDomain,
  uploadsEraser,
  uploadsExporter,
  workFileGuard,
  workUploadRule,
} from '../domains/uploads/index.ts'
import type { App } from '../kernel/app.ts'
import type { Domain } from '../kernel/domain.ts'
import { siteAddress } from '../kernel/mail/index.ts'

/** Every domain, in dependency order. Ports are filled in `fillPorts`. */
export const domains: readonly Domain[] = [
  accountsDomain,
  organisationsDomain,
  mediaDomain,
  messagingDomain,
  ledgerDomain,
  paymentsDomain,
  credentialsDomain,
  commerceDomain,
  competitionsDomain,
  entriesDomain,
  uploadsDomain,
  judgingDomain,
  standingsDomain,
  awardsDomain,
]

/** Gives left-hand domains the right-hand functions they declared an opening for. Once per process. */
export function fillPorts(app: App): void {
  siteAddress.provide(app.config.publicUrl)
  staffOf.provide(staffOfPeople)
  brandFiles.provide(claimBrandFiles)
  publicCompetitions.provide(publicCompetitionsOf)
  settlementPort.provide(settlement)
  fulfillers.provide({ entry: fulfilEntryOrder })
  entryCounts.provide(countsOfEntries)
  entrantsOf.provide(entrantsOfCompetition)
  uploadRules.provide({ ...brandUploadRules, entry: entryUploadRule, work: workUploadRule })
  fileGuards.provide({ entry: entryFileGuard, work: workFileGuard })
  personalDataExporters.provide([
    organisationsExporter,
    messagingExporter,
    mediaExporter,
    commerceExporter,
    entriesExporter,
    uploadsExporter,
    credentialsExporter,
  ])
  personErasers.provide([
    organisationsEraser,
    messagingEraser,
    mediaEraser,
    entriesEraser,
    uploadsEraser,
    credentialsEraser,
  ])
  followBoards(app)
}
