import { Refused } from '../call.ts'
import type { Locale } from '../i18n/locale.ts'
import { loadRefusals, refusalText } from '../refusal.tsx'

interface Answered {
  getStatus(): number
  getBody(): string
}

const isAnswer = (value: unknown): value is Answered =>
  typeof value === 'object' && value !== null && 'getStatus' in value && 'getBody' in value

/** What the upload's program threw, as the refusal the server sent; without an answer the site was not reached. */
export const refusalOfUpload = (error: unknown): Refused => {
  const answer =
    typeof error === 'object' && error !== null && 'originalResponse' in error ? error.originalResponse : null
  if (!isAnswer(answer)) return new Refused({ code: 'web.unreachable', status: 0 })
  const status = answer.getStatus()
  try {
    const problem = JSON.parse(answer.getBody())
    return new Refused({ ...problem, status, code: String(problem.code) })
  } catch {
    return new Refused({ code: 'kernel.defect', status })
  }
}

/** The sentence for a failed upload, in the reader's language. */
export const uploadFailure = async (error: unknown, locale: Locale): Promise<string> => {
  const refused = refusalOfUpload(error)
  await loadRefusals(refused.code.split('.')[0] ?? '', locale)
  return refusalText(refused, locale)
}
