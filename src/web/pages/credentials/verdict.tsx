import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { check } from '../../../domains/credentials/contract.ts'
import { catalogue } from '../../i18n/catalogue.tsx'
import { Icon } from '../../ui/icon.tsx'
import { SealMark } from '../../ui/seal.tsx'
import en from './i18n/en.json'
import zh from './i18n/zh-CN.json'

export const useText = catalogue('credentials', { en, 'zh-CN': zh })

export type Outcome = 'valid' | 'revoked' | 'altered' | 'invalid' | 'undecided'
type Check = z.infer<typeof check>

const marks: Record<Outcome, ReactNode> = {
  valid: <SealMark size={52} />,
  revoked: (
    <span className="credentials-mark is-revoked">
      <Icon name="certificate" size="l" />
    </span>
  ),
  altered: (
    <span className="credentials-mark is-bad">
      <Icon name="alert-triangle" size="l" />
    </span>
  ),
  invalid: (
    <span className="credentials-mark is-bad">
      <Icon name="x" size="l" />
    </span>
  ),
  undecided: (
    <span className="credentials-mark">
      <Icon name="question-mark" size="l" />
    </span>
  ),
}

/** The answer, before anything else: mark, word, one sentence. */
export const VerdictHead = ({ outcome, note }: { outcome: Outcome; note: string }) => {
  const t = useText()
  return (
    <div className="credentials-head" role="status">
      {marks[outcome]}
      <div>
        <h2 className="pl-h2">{t(`verdict.${outcome}`)}</h2>
        <p>{note}</p>
      </div>
    </div>
  )
}

/** What was looked at, in the reader's words. `words` replaces the sentence of a check by its code. */
export const CheckLines = ({
  checks,
  words,
  extra,
}: {
  checks: readonly Check[]
  words: Record<string, string>
  extra?: string
}) => {
  const t = useText()
  const signed = checks.some(one => one.code === 'issuer-confirmed') && checks.some(one => one.code === 'proof-holds')
  // What always holds is not worth a line; a good signature and a confirmed key are one statement.
  const quiet = new Set(['context-known', 'in-period', ...(signed ? ['proof-holds'] : [])])
  const shown = checks.filter(one => !quiet.has(one.code))
  const ordered = [...shown.filter(one => one.name !== 'structure'), ...shown.filter(one => one.name === 'structure')]
  const sentence = (code: string) => words[code] ?? t.maybe(`checks.${code}`) ?? code
  return (
    <ul className="credentials-checks">
      {ordered.map(one => (
        <li key={`${one.name} ${one.code}`} className={one.ok === null ? 'is-open' : one.ok ? 'is-good' : 'is-bad'}>
          <Icon
            name={one.ok === null ? 'question-mark' : one.ok ? 'check' : one.code === 'revoked' ? 'minus' : 'x'}
            size="s"
          />
          <span>{signed && one.code === 'issuer-confirmed' ? sentence('signed') : sentence(one.code)}</span>
        </li>
      ))}
      {extra && (
        <li className="is-good">
          <Icon name="check" size="s" />
          <span>{extra}</span>
        </li>
      )}
    </ul>
  )
}

export const Big = ({ children }: { children: ReactNode }) => <span className="credentials-big">{children}</span>
