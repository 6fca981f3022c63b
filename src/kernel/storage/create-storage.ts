import { join } from 'node:path'
import type { Config } from '../config.ts'
import { localStorage } from './local-storage.ts'
import type { Storage } from './storage.ts'

/**
 * The store the settings name. The S3 client is loaded at its first use: it is large. Throws one sentence when a setting
 * is missing.
 */
export function createStorage(config: Pick<Config, 'storage' | 's3' | 'dataDir'>): Storage {
  if (config.storage === 'local') return localStorage(join(config.dataDir, 'files'))
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = config.s3
  if (!bucket || !accessKeyId || !secretAccessKey)
    throw new Error('settings: STORAGE=s3 needs S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY')
  const settings = { endpoint, region, bucket, accessKeyId, secretAccessKey }
  let opened: Promise<Storage> | undefined
  const store = () => (opened ??= import('./s3-storage.ts').then(module => module.s3Storage(settings)))
  return {
    put: async (key, body, size) => (await store()).put(key, body, size),
    read: async (key, range) => (await store()).read(key, range),
    size: async key => (await store()).size(key),
    remove: async key => (await store()).remove(key),
  }
}
