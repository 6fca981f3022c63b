import { z } from 'zod'

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .transform(value => value === '1' || value === 'true')
  .optional()

const environment = z.object({
  PALESTRA_MODE: z.enum(['development', 'production']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Where people reach the site; decides cookie names, links in mail and the check code on certificates. */
  PUBLIC_URL: z.url().optional(),
  /** Addresses of proxies that are believed about the client's address and scheme, comma separated. */
  TRUST_PROXY: z.string().optional(),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16),
  /** 32 bytes, base64: encrypts personal data and keys at rest. In development one is made in DATA_DIR. */
  SECRET_KEY: z.string().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('Palestra <no-reply@localhost>'),
  STORAGE: z.enum(['local', 's3']).default('local'),
  S3_ENDPOINT: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_PRETTY: flag,
  /** Loads the demonstration into an empty database. Off in production. */
  DEMO: flag,
  /** Requests a minute per person or address. */
  RATE_PER_MINUTE: z.coerce.number().int().min(10).default(600),
})

export type Config = ReturnType<typeof readConfig>

/** Reads and checks the environment; throws one sentence naming every wrong setting. */
export function readConfig(env: Record<string, string | undefined>) {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw new Error(`settings: ${wrong}`)
  }
  const e = parsed.data
  const production = e.PALESTRA_MODE === 'production'
  if (production && !e.SECRET_KEY) throw new Error('settings: SECRET_KEY is needed in production (32 bytes, base64)')
  if (production && !e.PUBLIC_URL) throw new Error('settings: PUBLIC_URL is needed in production')
  const publicUrl = (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, '')
  return {
    production,
    port: e.PORT,
    host: e.HOST,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    trustProxy: e.TRUST_PROXY?.split(',').map(part => part.trim()) ?? false,
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL,
    databaseConnections: e.DATABASE_CONNECTIONS,
    secretKey: e.SECRET_KEY,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    storage: e.STORAGE,
    s3: {
      endpoint: e.S3_ENDPOINT,
      region: e.S3_REGION,
      bucket: e.S3_BUCKET,
      accessKeyId: e.S3_ACCESS_KEY_ID,
      secretAccessKey: e.S3_SECRET_ACCESS_KEY,
    },
    logLevel: e.LOG_LEVEL,
    logPretty: e.LOG_PRETTY ?? false,
    demo: e.DEMO ?? !production,
    ratePerMinute: e.RATE_PER_MINUTE,
  }
}
