import { generateKeyPairSync } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import { statusListCredential } from './bitstring-status-list.ts'
import { controllerDocument, controllerSchema, findKey, type ControllerDocument } from './controller-document.ts'
import { signDocument, type JsonObject } from './data-integrity.ts'
import type { CredentialDraft } from './issue-credentials.ts'
import { encodePublicMultikey } from './multikey.ts'
import { openBadge, type OpenBadgeInput } from './open-badge.ts'
import { writeChunks } from './png-chunks.ts'
import type { VerifyPorts } from './verify.ts'

/** An issuer with a fresh key, for tests: signs, publishes, revokes. */
export function anIssuer(id = 'https://jianglan.example/issuers/7') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = { number: 1, publicKeyMultibase: encodePublicMultikey(publicKey) }
  const statusList = `${id.split('/issuers/')[0]}/status-lists/1`
  const sign = (document: JsonObject, created = '2027-03-31T10:00:00Z') =>
    signDocument(document, { privateKey, verificationMethod: `${id}#key-1` }, created)
  const published = (change: { retiredAt?: string; revokedAt?: string } = {}): ControllerDocument =>
    controllerSchema.parse(controllerDocument({ id, name: 'Jianglan University' }, [{ ...key, ...change }]))
  const list = (...revoked: number[]) =>
    sign(statusListCredential({ id: statusList, issuer: id, validFrom: '2027-03-31T10:00:00Z', revoked }))
  return { id, key, privateKey, statusList, sign, published, list }
}

export function aBadge(change: Partial<OpenBadgeInput> = {}): JsonObject {
  return openBadge({
    id: 'https://jianglan.example/api/credentials/PL-2027-0000-0000-0000/document',
    name: 'First Prize',
    issuer: { id: 'https://jianglan.example/issuers/7', name: 'Jianglan University' },
    subject: { name: '阿卜杜外力·买买提艾力', email: 'Holder@example.org', salt: 'a1b2c3' },
    achievement: {
      id: 'https://jianglan.example/competitions/delta-5#first-prize',
      name: 'First Prize',
      description: 'Fifth Delta Student Challenge in Data Analysis and Applied AI',
      criteria: 'Ranked 1st to 4th in the final result.',
    },
    results: [
      { key: 'rank', name: 'Rank', resultType: 'Result', value: '4 of 731' },
      { key: 'score', name: 'Score', resultType: 'RawScore', value: '87.45' },
    ],
    validFrom: '2027-03-31T10:00:00Z',
    awardedDate: '2027-03-31T10:00:00Z',
    status: { list: 'https://jianglan.example/status-lists/1', index: 3 },
    ...change,
  })
}

/** Ports that know exactly these documents. */
export function portsOf(known: {
  documents?: ControllerDocument[]
  status?: JsonObject | undefined
  now?: string
}): VerifyPorts {
  return {
    resolveKey: (method, issuer) => Promise.resolve(findKey(method, issuer, known.documents ?? [])),
    fetchStatus: () => Promise.resolve(known.status),
    now: instant(known.now ?? '2027-06-01T00:00:00Z'),
  }
}

/** A one-pixel PNG. */
export function aPng(): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  return writeChunks([
    { type: 'IHDR', data: header },
    { type: 'IDAT', data: deflateSync(Buffer.of(0, 255)) },
    { type: 'IEND', data: Buffer.alloc(0) },
  ])
}

/** A draft for an award, to be issued. */
export function aDraft(change: Partial<CredentialDraft> = {}): CredentialDraft {
  const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
  const award = both('一等奖', 'First Prize')
  const competition = both('第五届长三角大学生数据分析竞赛', 'Fifth Delta Student Challenge')
  const name = both('欧阳思远', 'Siyuan Ouyang')
  return {
    kind: 'award',
    source: { type: 'award', id: newId() },
    holder: { personId: null, name, email: 'siyuan@example.org' },
    award,
    competition,
    competitionUrl: 'http://localhost:3000/competitions/delta-5/results',
    criteria: both('总成绩列第 1 至 4 名。', 'Ranked 1st to 4th in the final result.'),
    results: [
      { key: 'rank', name: both('名次', 'Rank'), value: both('731 件中第 4 名', '4th of 731'), type: 'Result' },
    ],
    certificate: {
      template: {
        paper: 'a4-landscape',
        title: both('荣誉证书', 'Certificate of Award'),
        scope: both('第五届', 'Fifth edition'),
        body: both('在{competition}中获', 'at the {competition}.'),
        signatories: [{ name: both('汤清扬', 'Tang Qingyang'), role: both('裁判长', 'Chief judge') }],
        brand: { name: both('江澜大学', 'Jianglan University'), colour: '#0B5E6B', sealText: '江澜大学' },
      },
      values: { name, award, competition },
    },
    ...change,
  }
}
