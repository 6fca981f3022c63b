import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Encrypts small things at rest with AES-256-GCM. The context (for example `entries.form:<entry id>`) is authenticated:
 * a value moved to another row does not open. Format: version byte 1, 12-byte nonce, ciphertext, 16-byte tag.
 */
export interface SecretBox {
  seal(plain: string | Uint8Array, context: string): Buffer
  /** Throws when the value was altered or belongs to another context. */
  open(sealed: Uint8Array, context: string): Buffer
  /** Keyed digest for looking up something that must not be stored in the clear. */
  digest(value: string, context: string): string
}

export function secretBox(key: Uint8Array): SecretBox {
  if (key.length !== 32) throw new Error('the secret key must be 32 bytes, base64')
  return {
    seal(plain, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.of(1), nonce, body, cipher.getAuthTag()])
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed)
      if (bytes[0] !== 1 || bytes.length < 29) throw new Error('not a sealed value')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13)).setAAD(Buffer.from(context))
      decipher.setAuthTag(bytes.subarray(bytes.length - 16))
      return Buffer.concat([decipher.update(bytes.subarray(13, bytes.length - 16)), decipher.final()])
    },
    digest: (value, context) => createHmac('sha256', key).update(context).update('\0').update(value).digest('hex'),
  }
}

/** The configured key, or in development one made once and kept, readable by the owner alone, in the data directory. */
export function loadSecretKey(configured: string | undefined, dataDir: string): Buffer {
  if (configured) return Buffer.from(configured, 'base64')
  const path = join(dataDir, 'secret.key')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
    chmodSync(path, 0o600)
  }
  return Buffer.from(readFileSync(path, 'utf8'), 'base64')
}
