import type { FastifyReply } from 'fastify'
import type { ZodError } from 'zod'
import { kernelRefusals, type Mistake, Refusal, refuse } from '../errors.ts'
import type { Logger } from '../log.ts'

/** Refusal code → HTTP status, from every domain; unknown codes are a defect found by a test. */
const statuses = new Map<string, number>(Object.entries(kernelRefusals))

export function registerRefusals(codes: Record<string, number>): void {
  for (const [code, status] of Object.entries(codes)) statuses.set(code, status)
}

export function statusOf(code: string): number | undefined {
  return statuses.get(code)
}

/** Turns schema issues into mistakes by path: the web marks the fields. */
export function invalidInput(part: string, error: ZodError): Refusal {
  const mistakes: Mistake[] = error.issues.map(issue => ({
    path: issue.path.join('.'),
    code: issue.code,
    params: { message: issue.message, part },
  }))
  return refuse('kernel.invalid-input', { part }, mistakes)
}

/** Sends any thrown thing as application/problem+json (RFC 9457). Defects are logged whole and shown without detail. */
export function sendProblem(reply: FastifyReply, error: unknown, requestId: string, log: Logger): FastifyReply {
  const refusal = error instanceof Refusal ? error : fastifyRefusal(error)
  if (refusal) {
    const status = statusOf(refusal.code) ?? 422
    const { seconds } = refusal.params
    if (typeof seconds === 'number' && (status === 429 || status === 503))
      reply.header('retry-after', Math.ceil(seconds))
    return reply
      .code(status)
      .type('application/problem+json')
      .header('cache-control', 'no-store')
      .send({
        type: 'about:blank',
        title: refusal.code,
        status,
        code: refusal.code,
        params: JSON.parse(JSON.stringify(refusal.params, (_, v) => (typeof v === 'bigint' ? v.toString() : v))),
        errors: refusal.mistakes,
        requestId,
      })
  }
  log.error({ err: error, requestId }, 'defect')
  return reply.code(500).type('application/problem+json').header('cache-control', 'no-store').send({
    type: 'about:blank',
    title: 'kernel.defect',
    status: 500,
    code: 'kernel.defect',
    params: {},
    errors: [],
    requestId,
  })
}

/** Fastify's own client errors (bad JSON, too large, rate limit) in our words. */
function fastifyRefusal(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  if (error.statusCode === 413) return refuse('kernel.body-too-large')
  if (error.statusCode === 429)
    return refuse('kernel.too-many-requests', 'retryAfter' in error ? { seconds: error.retryAfter } : {})
  if (typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500)
    return refuse('kernel.invalid-input', { part: 'request' })
  return undefined
}
