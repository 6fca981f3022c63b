import { createHmac, timingSafeEqual } from 'node:crypto'

/** Notices older or newer than this are refused, ms. */
export const skewMs = 300_000

/** HMAC-SHA256 over `<seconds>.<raw body>`, hex: the sandbox's way to sign a notice. */
export function signNotice(secret: string, raw: Uint8Array, at: Date): { timestamp: string; signature: string } {
  const timestamp = Math.floor(at.getTime() / 1000).toString()
  return { timestamp, signature: createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex') }
}

/** Undefined when the notice is the sandbox's own and of now; else why not. */
export function whyNotSigned(
  secret: string,
  raw: Uint8Array,
  headers: Record<string, string>,
  now: Date,
): string | undefined {
  const timestamp = headers['sandbox-timestamp'] ?? ''
  const signature = headers['sandbox-signature'] ?? ''
  if (!/^\d{10}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return 'unsigned'
  if (Math.abs(Number(timestamp) * 1000 - now.getTime()) > skewMs) return 'out of time'
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : 'bad signature'
}
