import type { z } from 'zod'
import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import { type Actor, found } from '../../kernel/policy.ts'
import { organisationById } from '../organisations/index.ts'
import { addresses } from './addresses.ts'
import type { credentialView as viewSchema } from './contract.ts'
import type { JsonObject } from './data-integrity.ts'
import { paperView } from './paper.ts'
import { ownPorts } from './own-ports.ts'
import { can } from './policy.ts'
import { isObject } from './read-credential.ts'
import { type Credential, summaryView } from './rows.ts'
import { verifyCredential } from './verify.ts'

/** What anybody with the number sees; the checks are run anew each time over the document as it is kept. */
export async function credentialView(
  reader: Reader,
  app: App,
  actor: Actor,
  row: Credential,
): Promise<z.infer<typeof viewSchema>> {
  const organisation = found(await organisationById(reader, row.organisationId))
  const ports = ownPorts(reader, app)
  const verdict = await verifyCredential(parsed(row.document), ports)
  return {
    ...summaryView(row),
    competitionUrl: row.achievement.competitionUrl,
    results: row.achievement.results,
    organisation: {
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      colour: organisation.colour,
    },
    revokeReason: row.revokeReason,
    statusIndex: row.statusIndex,
    verified: verdict.verified,
    checks: verdict.checks,
    checkedAt: ports.now.toISOString(),
    files: {
      document: addresses.document('', row.number),
      certificate: addresses.certificate('', row.number),
      png: addresses.badge('', row.number, 'png'),
      svg: addresses.badge('', row.number, 'svg'),
    },
    paper: row.state === 'valid' ? paperView(row, organisation, app.config.publicUrl) : null,
    may: { revoke: row.state === 'valid' && can.manage(actor, row.organisationId) },
  }
}

function parsed(document: string): JsonObject {
  const value: unknown = JSON.parse(document)
  if (!isObject(value)) throw new Error('a kept credential is no object')
  return value
}
