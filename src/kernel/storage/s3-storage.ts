import { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { checkedKey, type Storage } from './storage.ts'

export interface S3Settings {
  endpoint: string | undefined
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && ['NotFound', 'NoSuchKey', '404'].includes(error.name)
}

/** Objects of one bucket of any S3-compatible store. Puts of S3 are atomic and durable by its contract. */
export function s3Storage(settings: S3Settings): Storage {
  const { bucket, endpoint, region, accessKeyId, secretAccessKey } = settings
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Stores other than Amazon's are addressed by path, and many do not know the newer trailing checksums.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return {
    async put(key, body, size) {
      const length = Buffer.isBuffer(body) ? body.length : size
      if (length === undefined) throw new Error('a stream must come with its size')
      // The client waits for ever on a stream that breaks; it is told.
      const broken = new AbortController()
      if (body instanceof Readable) body.once('error', error => broken.abort(error))
      const command = new PutObjectCommand({ Bucket: bucket, Key: checkedKey(key), Body: body, ContentLength: length })
      await client.send(command, { abortSignal: broken.signal })
    },
    async read(key, range) {
      const answer = await client.send(
        new GetObjectCommand({
          Bucket: bucket,
          Key: checkedKey(key),
          ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
        }),
      )
      if (!(answer.Body instanceof Readable)) throw new Error('the store answered without a stream')
      return answer.Body
    },
    async size(key) {
      try {
        const head = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: checkedKey(key) }))
        return head.ContentLength ?? 0
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: checkedKey(key) }))
    },
  }
}
