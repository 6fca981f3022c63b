import { generateKeyPairSync } from 'node:crypto'
import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { announce } from '../../kernel/events.ts'
import { newId } from '../../kernel/ids.ts'
import type { SecretBox } from '../../kernel/secret-box.ts'
import { addresses } from './addresses.ts'
import type { IssuerKey } from './controller-document.ts'
import type { SigningKey } from './data-integrity.ts'
import { decodeSecretMultikey, encodePublicMultikey, encodeSecretMultikey } from './multikey.ts'

interface KeyRow {
  id: string
  number: number
  publicMultikey: string
  sealed: Buffer
  retiredAt: Date | null
  revokedAt: Date | null
}

const columns = sql`id, number, public_multikey as "publicMultikey", sealed_private_key as sealed,
  retired_at as "retiredAt", revoked_at as "revokedAt"`

/** A key ready to sign with. The private half is opened for the length of one command and never leaves it. */
export interface OpenKey extends SigningKey {
  id: string
}

/** Every key the organisation ever signed with, for its controller document. */
export async function issuerKeys(reader: Reader, organisationId: string): Promise<IssuerKey[]> {
  const found = await sql<KeyRow>`
    select ${columns} from issuer_key where organisation_id = ${organisationId} order by number`.execute(reader)
  return found.rows.map(row => ({
    number: row.number,
    publicKeyMultibase: row.publicMultikey,
    retiredAt: row.retiredAt?.toISOString(),
    revokedAt: row.revokedAt?.toISOString(),
  }))
}

/** The organisation's key in use; the first is made when it is first needed. Racing issuers agree on one. */
export async function signingKey(
  tx: Tx,
  app: Pick<App, 'secrets' | 'config'>,
  organisationId: string,
  at: Date,
): Promise<OpenKey> {
  const inUse = await keyInUse(tx, organisationId)
  if (inUse) return open(app, organisationId, inUse)
  await insertKey(tx, app.secrets, organisationId, at)
  const made = await keyInUse(tx, organisationId)
  if (!made) throw new Error(`organisation ${organisationId} has no signing key`)
  return open(app, organisationId, made)
}

/** The key in use, for reading: undefined when the organisation never signed anything. */
export async function currentKey(
  reader: Reader,
  app: Pick<App, 'secrets' | 'config'>,
  organisationId: string,
): Promise<OpenKey | undefined> {
  const row = await keyInUse(reader, organisationId)
  return row && open(app, organisationId, row)
}

/**
 * Retires the key in use and makes another. What the old key signed stays valid; when it leaked it is revoked and
 * nothing it signed counts any more.
 */
export async function rotateIssuerKey(
  tx: Tx,
  app: Pick<App, 'secrets' | 'config'>,
  input: { organisationId: string; leaked: boolean; by: string | null; at: Date },
): Promise<{ number: number; publicMultikey: string }> {
  const { organisationId, leaked, by, at } = input
  await sql`update issuer_key set retired_at = ${at}, revoked_at = case when ${leaked} then ${at}::timestamptz end
    where organisation_id = ${organisationId} and retired_at is null and revoked_at is null`.execute(tx)
  await insertKey(tx, app.secrets, organisationId, at)
  const made = await keyInUse(tx, organisationId)
  if (!made) throw new Error(`organisation ${organisationId} has no signing key`)
  await announce(tx, {
    name: 'credentials.issuer-key-rotated',
    at,
    organisationId,
    actorId: by,
    subject: { type: 'issuer-key', id: made.id },
    payload: { number: made.number, leaked },
  })
  return { number: made.number, publicMultikey: made.publicMultikey }
}

async function keyInUse(reader: Reader, organisationId: string): Promise<KeyRow | undefined> {
  const found = await sql<KeyRow>`select ${columns} from issuer_key
    where organisation_id = ${organisationId} and retired_at is null and revoked_at is null`.execute(reader)
  return found.rows[0]
}

async function insertKey(tx: Tx, secrets: SecretBox, organisationId: string, at: Date): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const id = newId()
  const sealed = secrets.seal(encodeSecretMultikey(privateKey), sealContext(id))
  await sql`insert into issuer_key (id, organisation_id, number, public_multikey, sealed_private_key, created_at)
    select ${id}, ${organisationId}, 1 + coalesce(max(number), 0), ${encodePublicMultikey(publicKey)}, ${sealed}, ${at}
    from issuer_key where organisation_id = ${organisationId}
    on conflict do nothing`.execute(tx)
}

function open(app: Pick<App, 'secrets' | 'config'>, organisationId: string, row: KeyRow): OpenKey {
  const privateKey = decodeSecretMultikey(app.secrets.open(row.sealed, sealContext(row.id)).toString('utf8'))
  if (!privateKey) throw new Error(`issuer key ${row.id} cannot be read`)
  const verificationMethod = addresses.verificationMethod(app.config.publicUrl, organisationId, row.number)
  return { id: row.id, privateKey, verificationMethod }
}

function sealContext(id: string): string {
  return `credentials.issuer-key:${id}`
}
