import type { readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'

export type Desk = ReplyOf<typeof readOrganisationBySlug>
