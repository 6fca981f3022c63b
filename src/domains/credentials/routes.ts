import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle } from '../../kernel/http/handle.ts'
import { authorise, found } from '../../kernel/policy.ts'
import { normaliseCertificateNumber } from './certificate-number.ts'
import { checkFile } from './check-file.ts'
import * as contract from './contract.ts'
import { bakedPng, bakedSvg, certificateFile } from './files.ts'
import { rotateIssuerKey } from './issuer-keys.ts'
import { ownController } from './own-ports.ts'
import { can } from './policy.ts'
import { credentialByNumber, credentialPage, credentialsOfPerson } from './queries.ts'
import { revokeCredential } from './revoke-credential.ts'
import { type Credential, summaryView } from './rows.ts'
import { signedStatusList } from './status-lists.ts'
import { credentialView } from './view.ts'

/** The credential of a number as typed; a mistyped number is told from one that was never given out. */
async function byNumber(app: App, typed: string): Promise<Credential> {
  const number = normaliseCertificateNumber(typed)
  if (number === undefined) throw refuse('credentials.mistyped-number', { typed })
  const row = await credentialByNumber(app.db.kysely, number)
  if (!row) throw refuse('credentials.unknown-number', { number })
  if (row.erasedAt) throw refuse('credentials.erased', { number })
  return row
}

/** A file is handed out only while the credential stands; the signed document always, for it carries its own status. */
async function validByNumber(app: App, typed: string): Promise<Credential> {
  const row = await byNumber(app, typed)
  if (row.state === 'revoked') throw refuse('credentials.revoked', { date: row.revokedAt?.toISOString().slice(0, 10) })
  return row
}

export const routes = [
  handle(contract.readCredential, async (request, app) =>
    credentialView(app.db.kysely, app, request.actor, await byNumber(app, request.params.number)),
  ),

  handle(contract.readDocument, async (request, app) => {
    const row = await byNumber(app, request.params.number)
    return request.http.reply
      .header('content-disposition', `attachment; filename="${row.number}.json"`)
      .header('access-control-allow-origin', '*')
      .type('application/vc+ld+json; charset=utf-8')
      .send(row.document)
  }),

  handle(contract.readCertificate, async (request, app) => {
    const row = await validByNumber(app, request.params.number)
    const pdf = await certificateFile(app.db.kysely, app, row)
    return request.http.reply
      .header('content-disposition', `inline; filename="${row.number}.pdf"`)
      .type('application/pdf')
      .send(pdf)
  }),

  handle(contract.readBadgePng, async (request, app) => {
    const row = await validByNumber(app, request.params.number)
    return request.http.reply.type('image/png').send(await bakedPng(app.db.kysely, row))
  }),

  handle(contract.readBadgeSvg, async (request, app) => {
    const row = await validByNumber(app, request.params.number)
    return request.http.reply.type('image/svg+xml; charset=utf-8').send(await bakedSvg(app.db.kysely, row))
  }),

  handle(contract.readIssuer, async (request, app) => {
    const document = found(await ownController(app.db.kysely, app, request.params.organisationId))
    return request.http.reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=300')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(document, null, 2))
  }),

  handle(contract.readStatusList, async (request, app) => {
    const list = found(await signedStatusList(app.db.kysely, app, request.params.id))
    return request.http.reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=60')
      .type('application/vc+ld+json; charset=utf-8')
      .send(JSON.stringify(list, null, 2))
  }),

  handle(contract.verifyFile, (request, app) =>
    checkFile(app.db.kysely, app, request.actor, Buffer.from(request.body.base64, 'base64')),
  ),

  handle(contract.revokeCredential, async (request, app) => {
    const row = await byNumber(app, request.params.number)
    authorise(can.manage(request.actor, row.organisationId))
    const { reason } = request.body
    const by = request.person.id
    return request.transact(async tx => {
      const revoked = await revokeCredential(tx, { number: row.number, reason, by, at: app.clock.now() })
      return credentialView(tx, app, request.actor, revoked)
    })
  }),

  handle(contract.myCredentials, async (request, app) => ({
    rows: (await credentialsOfPerson(app.db.kysely, request.person.id)).map(summaryView),
  })),

  handle(contract.organisationCredentials, async (request, app) => {
    const { organisationId } = request.params
    found(organisationId, can.manage(request.actor, organisationId))
    const { page, size, search, state } = request.query
    const { rows, total } = await credentialPage(app.db.kysely, organisationId, { page, size, search, state })
    return { rows: rows.map(summaryView), total, page, size }
  }),

  handle(contract.rotateKey, (request, app) =>
    request.transact(async tx => {
      const { organisationId } = request.params
      authorise(can.rotate(request.actor, organisationId))
      const { leaked } = request.body
      return rotateIssuerKey(tx, app, { organisationId, leaked, by: request.person.id, at: app.clock.now() })
    }),
  ),
]
