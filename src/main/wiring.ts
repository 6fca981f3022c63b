import { accountsDomain, personalDataExporters, personErasers, staffOf } from '../domains/accounts/index.ts'
import { competitionsDomain, publicCompetitionsOf } from '../domains/competitions/index.ts'
import { messagingDomain, messagingEraser, messagingExporter } from '../domains/messaging/index.ts'
import {
  organisationsDomain,
  organisationsEraser,
  organisationsExporter,
  publicCompetitions,
  staffOf as staffOfPeople,
} from '../domains/organisations/index.ts'
import type { App } from '../kernel/app.ts'
import type { Domain } from '../kernel/domain.ts'

/** Every domain, in dependency order. Ports are filled in `fillPorts`. */
export const domains: readonly Domain[] = [accountsDomain, organisationsDomain, messagingDomain, competitionsDomain]

/** Gives left-hand domains the right-hand functions they declared an opening for. Once per process. */
export function fillPorts(_app: App): void {
  staffOf.provide(staffOfPeople)
  publicCompetitions.provide(publicCompetitionsOf)
  personalDataExporters.provide([organisationsExporter, messagingExporter])
  personErasers.provide([organisationsEraser, messagingEraser])
}
