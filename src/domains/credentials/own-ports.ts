import type { App } from '../../kernel/app.ts'
import type { Reader } from '../../kernel/db.ts'
import { organisationById } from '../organisations/index.ts'
import { addresses } from './addresses.ts'
import { controllerDocument, controllerSchema, findKey, type ControllerDocument } from './controller-document.ts'
import type { JsonObject } from './data-integrity.ts'
import { issuerKeys } from './issuer-keys.ts'
import { signedStatusList } from './status-lists.ts'
import type { VerifyPorts } from './verify.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** An organisation's controller document, or undefined when it is unknown. It lists no key until the first was made. */
export async function ownController(
  reader: Reader,
  app: Pick<App, 'config'>,
  organisationId: string,
): Promise<JsonObject | undefined> {
  const organisation = await organisationById(reader, organisationId)
  if (!organisation) return undefined
  const issuer = {
    id: addresses.issuer(app.config.publicUrl, organisationId),
    name: organisation.name.en || organisation.name['zh-CN'],
    ...(organisation.website ? { url: organisation.website } : {}),
  }
  return controllerDocument(issuer, await issuerKeys(reader, organisationId))
}

/**
 * Verification with what this site knows: its own issuers and status lists, and keys that carry themselves (did:key).
 * Nothing is fetched from elsewhere on a stranger's word.
 */
export function ownPorts(reader: Reader, app: Pick<App, 'config' | 'secrets' | 'clock'>): VerifyPorts {
  const known = new Map<string, Promise<ControllerDocument | undefined>>()
  const documentOf = (identifier: string) => {
    const organisationId = ownId(identifier, addresses.issuer(app.config.publicUrl, ''))
    if (!organisationId) return Promise.resolve(undefined)
    const started =
      known.get(organisationId) ??
      ownController(reader, app, organisationId).then(one => (one ? controllerSchema.parse(one) : undefined))
    known.set(organisationId, started)
    return started
  }
  return {
    async resolveKey(verificationMethod, issuer) {
      const documents = await Promise.all([documentOf(issuer), documentOf(verificationMethod.split('#')[0] ?? '')])
      return findKey(
        verificationMethod,
        issuer,
        documents.filter(one => one !== undefined),
      )
    },
    async fetchStatus(address) {
      const id = ownId(address, addresses.statusList(app.config.publicUrl, ''))
      return id ? signedStatusList(reader, app, id) : undefined
    },
    now: app.clock.now(),
  }
}

function ownId(address: string, prefix: string): string | undefined {
  const id = address.startsWith(prefix) ? address.slice(prefix.length) : ''
  return uuid.test(id) ? id : undefined
}
