import type { z } from 'zod'
import type { Bilingual } from '../../kernel/contract.ts'
import type { CertificateTemplate, CertificateValues } from './certificate-template.ts'
import type { credentialSummary } from './contract.ts'

export type CredentialKind = z.infer<typeof credentialSummary>['kind']

export interface AchievementTexts {
  award: Bilingual
  competition: Bilingual
  competitionUrl: string | null
  results: { key: string; name: Bilingual; value: Bilingual }[]
}

/** A credential as other domains know it. */
export interface Credential {
  id: string
  number: string
  kind: CredentialKind
  organisationId: string
  subjectPersonId: string | null
  subjectName: Bilingual
  sourceType: string
  sourceId: string
  achievement: AchievementTexts
  certificate: { template: CertificateTemplate; values: CertificateValues }
  document: string
  statusListId: string
  statusIndex: number
  state: 'valid' | 'revoked'
  issuedAt: Date
  revokedAt: Date | null
  revokeReason: Bilingual | null
  erasedAt: Date | null
}

export function summaryView(row: Credential): z.infer<typeof credentialSummary> {
  return {
    number: row.number,
    kind: row.kind,
    state: row.state,
    holder: row.subjectName,
    award: row.achievement.award,
    competition: row.achievement.competition,
    issuedAt: row.issuedAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
