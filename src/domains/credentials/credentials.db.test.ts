import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/policy.ts'
import { testApp, testServer } from '../../kernel/testing/index.ts'
import { staffOf } from '../accounts/index.ts'
import { putFile } from '../media/index.ts'
import { messagingDomain } from '../messaging/index.ts'
import { createOrganisation, organisationsDomain } from '../organisations/index.ts'
import { badgePng } from './badge-png.ts'
import { extractPng, extractSvg } from './bake.ts'
import * as contract from './contract.ts'
import { controllerSchema, credentialsDomain, issueCredential, issueCredentials, type Credential } from './index.ts'
import { credentialsEraser, credentialsExporter, forgetPaperHandler } from './personal-data.ts'
import { reactions } from './reactions.ts'
import { aDraft, portsOf } from './testing.ts'
import { verifyCredential } from './verify.ts'

const app = await testApp()
staffOf.provide(() => Promise.resolve(new Map()))
const http = await testServer(app, [organisationsDomain, messagingDomain, credentialsDomain])

async function aPerson(): Promise<Person> {
  const id = newId()
  const email = `${id}@example.org`
  await sql`insert into person (id, email, email_verified_at, name, locale, zone, created_at)
    values (${id}, ${email}, ${app.clock.now()}, 'Tang', 'en', 'Asia/Shanghai', ${app.clock.now()})`.execute(
    app.db.kysely,
  )
  return {
    kind: 'person',
    id,
    sessionId: newId(),
    email,
    emailVerified: true,
    name: 'Tang',
    locale: 'en',
    zone: 'Asia/Shanghai',
    platformRoles: [],
    staff: [],
  }
}

async function anOrganisation(country = 'CN') {
  const owner = await aPerson()
  const body = { name: { 'zh-CN': '江澜大学', en: 'Jianglan University' }, zone: 'Asia/Shanghai', country }
  const { id } = await app.db.transaction(tx => createOrganisation(tx, owner, body, app.clock.now()))
  return { id, owner: { ...owner, staff: [{ organisationId: id, roles: ['owner'] }] } }
}

const issue = (organisationId: string, ...drafts: ReturnType<typeof aDraft>[]) =>
  app.db.transaction(tx => issueCredentials(tx, app, { organisationId, drafts, by: null, at: app.clock.now() }))
async function one(organisationId: string, change: Partial<ReturnType<typeof aDraft>> = {}): Promise<Credential> {
  const [credential] = await issue(organisationId, aDraft(change))
  if (!credential) throw new Error('nothing was issued')
  return credential
}
const organisation = await anOrganisation()
const upload = (file: string | Buffer) =>
  http.send(contract.verifyFile, { body: { base64: Buffer.from(file).toString('base64') } })

describe('issuing', () => {
  test('a certificate is found by its number, valid, with every check decided', async () => {
    const { number } = await one(organisation.id)
    const reply = await http.send(contract.readCredential, {
      params: { number: number.toLowerCase().replaceAll('-', '') },
    })
    expect(reply).toMatchObject({
      status: 200,
      body: {
        number,
        state: 'valid',
        verified: true,
        holder: { en: 'Siyuan Ouyang' },
        award: { 'zh-CN': '一等奖' },
        organisation: { name: { 'zh-CN': '江澜大学' } },
        may: { revoke: false },
      },
    })
    expect(reply.body.checks.every((check: { ok: boolean }) => check.ok)).toBe(true)
  })

  test('the same source is issued once, even when two issuers race', async () => {
    const draft = aDraft()
    const [left, right] = await Promise.all([issue(organisation.id, draft), issue(organisation.id, draft, aDraft())])
    expect(left[0]?.number).toBe(right[0]?.number)
    const again = await app.db.transaction(tx =>
      issueCredential(tx, app, { ...draft, organisationId: organisation.id, by: null, at: app.clock.now() }),
    )
    expect(again.document).toBe(left[0]?.document)
  })

  test('two first certificates of a new organisation agree on one key', async () => {
    const fresh = await anOrganisation()
    await Promise.all([one(fresh.id), one(fresh.id), one(fresh.id)])
    const document = await http.send(contract.readIssuer, { params: { organisationId: fresh.id } })
    expect(document.body.verificationMethod).toHaveLength(1)
  })

  test('two hundred at once take two hundred places of the list, scattered', async () => {
    const many = await issue(organisation.id, ...Array.from({ length: 200 }, () => aDraft()))
    expect(new Set(many.map(row => row.statusIndex)).size).toBe(200)
    expect(new Set(many.map(row => row.number)).size).toBe(200)
  })

  test('the badge speaks the language of the organisation', async () => {
    const chinese = JSON.parse((await one(organisation.id)).document)
    const english = JSON.parse((await one((await anOrganisation('NL')).id)).document)
    expect(chinese.issuer.name).toBe('江澜大学')
    expect(english.credentialSubject.achievement.name).toBe('First Prize')
    expect(JSON.stringify(english)).not.toContain('siyuan@example.org')
  })

  test('the private key is sealed at rest and what was signed cannot be changed', async () => {
    const { number } = await one(organisation.id)
    const keys = await sql<{ sealed: Buffer }>`select sealed_private_key as sealed from issuer_key`.execute(
      app.db.kysely,
    )
    for (const { sealed } of keys.rows) expect(sealed.includes('z3u2')).toBe(false)
    await expect(
      sql`update credential set document = replace(document, '4', '1') where number = ${number}`.execute(app.db.kysely),
    ).rejects.toThrow(/cannot change/)
  })
})

describe('a stranger', () => {
  test('checks the downloaded files with nothing but what the site publishes', async () => {
    const { number } = await one(organisation.id)
    const params = { number }
    const document = await http.send(contract.readDocument, { params })
    const signed = JSON.parse(JSON.stringify(document.body))
    const issuer = controllerSchema.parse(
      (await http.send(contract.readIssuer, { params: { organisationId: organisation.id } })).body,
    )
    const listId = signed.credentialStatus.statusListCredential.split('/').at(-1)
    const status = (await http.send(contract.readStatusList, { params: { id: listId } })).body
    const ports = portsOf({ documents: [issuer], status, now: '2027-01-01T00:00:00Z' })
    expect(await verifyCredential(signed, ports)).toMatchObject({
      verified: true,
      status: 'valid',
      issuer: { confirmed: true },
    })

    const png = await http.server.inject({ url: `/api/credentials/${number}/badge.png` })
    const svg = await http.server.inject({ url: `/api/credentials/${number}/badge.svg` })
    expect(JSON.parse(extractPng(png.rawPayload) ?? '')).toEqual(signed)
    expect(JSON.parse(extractSvg(svg.body) ?? '')).toEqual(signed)
    for (const file of [JSON.stringify(signed), png.rawPayload, svg.body]) {
      expect((await upload(file)).body).toMatchObject({
        outcome: 'valid',
        verified: true,
        presented: { holder: '欧阳思远' },
      })
    }
  })

  test('draws the certificate once and gets the same paper again', async () => {
    const { number, id } = await one(organisation.id)
    const first = await http.server.inject({ url: `/api/credentials/${number}/certificate.pdf` })
    expect(first.statusCode).toBe(200)
    expect(first.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await app.storage.size(`certificates/${id}.pdf`)).toBe(first.rawPayload.length)
    const second = await http.server.inject({ url: `/api/credentials/${number}/certificate.pdf` })
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true)
  })

  test('sees the organisation’s logo on the paper once there is one', async () => {
    const { id, owner } = await anOrganisation()
    const plain = await one(id)
    const fileId = await putFile(app, {
      ownerId: owner.id,
      purpose: 'organisation-logo',
      name: 'logo.png',
      bytes: badgePng('#0b5e6b'),
    })
    await sql`update organisation set logo_file_id = ${fileId} where id = ${id}`.execute(app.db.kysely)
    const withLogo = await http.server.inject({ url: `/api/credentials/${plain.number}/certificate.pdf` })
    expect(withLogo.body).toContain('/Subtype /Image')
    const page = await http.send(contract.readCredential, { params: { number: plain.number } })
    expect(page.body.paper.logo).toBe(`/api/files/${fileId}`)
  })

  test('who alters a file is shown what was issued', async () => {
    const { document, number } = await one(organisation.id)
    const altered = await upload(document.replaceAll('一等奖', '特等奖').replace('731 件中第 4 名', '731 件中第 1 名'))
    expect(altered.body).toMatchObject({
      outcome: 'altered',
      verified: false,
      presented: { award: '特等奖' },
      issued: { number },
    })
    expect(altered.body.differences).toContainEqual({
      path: 'credentialSubject.result.0.value',
      presented: '731 件中第 1 名',
      issued: '731 件中第 4 名',
    })
    expect(altered.body.differences).toHaveLength(3)
  })

  test('who types a number wrong is told so, and a number never given out is unknown', async () => {
    const { number } = await one(organisation.id)
    const wrong = `${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}`
    expect(await http.send(contract.readCredential, { params: { number: wrong } })).toMatchObject({
      status: 404,
      body: { code: 'credentials.mistyped-number' },
    })
    const { newCertificateNumber } = await import('./certificate-number.ts')
    expect(await http.send(contract.readCredential, { params: { number: newCertificateNumber(2026) } })).toMatchObject({
      status: 404,
      body: { code: 'credentials.unknown-number' },
    })
  })

  test('a file that holds no credential, or is far too large, is refused', async () => {
    expect(await upload('hello')).toMatchObject({ status: 422, body: { code: 'credentials.unreadable-file' } })
    expect(await upload(Buffer.alloc(710_000))).toMatchObject({
      status: 413,
      body: { code: 'credentials.too-large-file' },
    })
  })
})

describe('revoking', () => {
  const reason = { 'zh-CN': '仲裁决定 2027-07', en: 'Arbitration decision 2027-07' }

  test('shows everywhere: on the page, in the file, in the list, and the paper is withdrawn', async () => {
    const { number, document } = await one(organisation.id)
    app.clock.advance(60_000)
    const revoked = await http.send(contract.revokeCredential, {
      as: organisation.owner,
      params: { number },
      body: { reason },
    })
    expect(revoked).toMatchObject({ status: 200, body: { state: 'revoked', verified: false, revokeReason: reason } })
    const page = await http.send(contract.readCredential, { params: { number } })
    expect(page.body.checks.find((check: { name: string }) => check.name === 'status')).toMatchObject({
      ok: false,
      code: 'revoked',
    })
    expect((await upload(document)).body).toMatchObject({
      outcome: 'revoked',
      status: 'revoked',
      issued: { revokeReason: reason },
    })
    expect(await http.send(contract.readCertificate, { params: { number } })).toMatchObject({ status: 410 })
    expect(
      await http.send(contract.revokeCredential, { as: organisation.owner, params: { number }, body: { reason } }),
    ).toMatchObject({
      status: 409,
      body: { code: 'credentials.already-revoked' },
    })
  })

  test('is for the staff of the issuer alone', async () => {
    const { number } = await one(organisation.id)
    const other = await anOrganisation()
    const attempt = (as?: Person) =>
      http.send(contract.revokeCredential, { ...(as ? { as } : {}), params: { number }, body: { reason } })
    expect((await attempt()).status).toBe(401)
    expect((await attempt(other.owner)).status).toBe(403)
    expect((await attempt(await aPerson())).status).toBe(403)
    expect((await http.send(contract.readCredential, { params: { number } })).body.state).toBe('valid')
    expect((await http.send(contract.readCredential, { as: organisation.owner, params: { number } })).body.may).toEqual(
      { revoke: true },
    )
  })

  test('an empty reason is refused', async () => {
    const { number } = await one(organisation.id)
    const body = { reason: { 'zh-CN': ' ', en: '' } }
    expect(
      (await http.send(contract.revokeCredential, { as: organisation.owner, params: { number }, body })).status,
    ).toBe(422)
  })
})

describe('a holder', () => {
  const noticesOf = async (personId: string) =>
    (
      await sql<{ kind: string }>`select kind from notice where person_id = ${personId} order by id`.execute(
        app.db.kysely,
      )
    ).rows.map(row => row.kind)

  test('is told once that a certificate was issued, and when it is revoked', async () => {
    const holder = await aPerson()
    const { number, id } = await one(organisation.id, {
      holder: { personId: holder.id, name: { 'zh-CN': '', en: 'Tang' } },
    })
    const event = { id: '1', name: 'x', at: app.clock.now(), subject: { type: 'credential', id }, payload: {} }
    await reactions[0]?.run(event, app)
    await reactions[0]?.run(event, app)
    expect(await noticesOf(holder.id)).toEqual(['credentials.issued'])
    const body = { reason: { 'zh-CN': '', en: 'Withdrawn' } }
    await http.send(contract.revokeCredential, { as: organisation.owner, params: { number }, body })
    expect(await noticesOf(holder.id)).toEqual(['credentials.issued', 'credentials.revoked'])
    await reactions[0]?.run(event, app)
    expect(await noticesOf(holder.id)).toHaveLength(2)
  })

  test('may take the certificates along, and have every trace of the name removed', async () => {
    const holder = await aPerson()
    const name = { 'zh-CN': '韩子衿', en: 'Zijin Han' }
    const { number, id, document } = await one(organisation.id, { holder: { personId: holder.id, name } })
    await http.server.inject({ url: `/api/credentials/${number}/certificate.pdf` })
    expect(JSON.stringify(await credentialsExporter.collect(app.db.kysely, holder.id, app))).toContain(number)
    for (let run = 0; run < 2; run += 1) {
      await app.db.transaction(tx => credentialsEraser.erase(tx, holder.id, app.clock.now()))
    }
    await forgetPaperHandler.run({ ids: [id] }, app)
    expect(await app.storage.size(`certificates/${id}.pdf`)).toBeNull()
    const left = await sql<{ row: string }>`select c::text as row from credential c where id = ${id}`.execute(
      app.db.kysely,
    )
    expect(left.rows[0]?.row).not.toMatch(/韩子衿|Zijin Han/)
    expect(await http.send(contract.readCredential, { params: { number } })).toMatchObject({
      status: 410,
      body: { code: 'credentials.erased' },
    })
    expect((await upload(document)).body).toMatchObject({ outcome: 'revoked', issued: null })
  })
})

describe('keys and lists', () => {
  test('after a rotation old certificates stay valid, after a leak they do not', async () => {
    const { id, owner } = await anOrganisation()
    const before = await one(id)
    const check = async (number: string) =>
      (await http.send(contract.readCredential, { params: { number } })).body.verified
    const rotate = (leaked: boolean) =>
      http.send(contract.rotateKey, { as: owner, params: { organisationId: id }, body: { leaked } })
    expect(await rotate(false)).toMatchObject({ status: 201, body: { number: 2 } })
    const after = await one(id)
    expect(await check(before.number)).toBe(true)
    expect(await check(after.number)).toBe(true)
    await rotate(true)
    expect(await check(after.number)).toBe(false)
    expect(await check(before.number)).toBe(true)
    const stranger = await anOrganisation()
    expect(
      (await http.send(contract.rotateKey, { as: stranger.owner, params: { organisationId: id }, body: {} })).status,
    ).toBe(403)
  })

  test('a person sees what they hold, an organisation what it issued, and nobody else’s', async () => {
    const holder = await aPerson()
    const { id, owner } = await anOrganisation()
    const { number } = await one(id, { holder: { personId: holder.id, name: { 'zh-CN': '', en: 'Tang' } } })
    expect(
      (await http.send(contract.myCredentials, { as: holder })).body.rows.map((row: { number: string }) => row.number),
    ).toEqual([number])
    expect((await http.send(contract.myCredentials, { as: owner })).body.rows).toEqual([])
    const list = (as: Person) =>
      http.send(contract.organisationCredentials, { as, params: { organisationId: id }, query: { search: 'Tang' } })
    expect((await list(owner)).body).toMatchObject({ total: 1, rows: [{ number }] })
    expect((await list(holder)).status).toBe(404)
  })

  test('an unknown issuer or list is not found', async () => {
    expect((await http.send(contract.readIssuer, { params: { organisationId: newId() } })).status).toBe(404)
    expect((await http.send(contract.readStatusList, { params: { id: newId() } })).status).toBe(404)
  })
})
