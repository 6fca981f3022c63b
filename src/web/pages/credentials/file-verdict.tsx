import type { z } from 'zod'
import type { fileVerdict } from '../../../domains/credentials/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/list.tsx'
import { Mono } from '../../ui/text.tsx'
import { Record } from './record.tsx'
import { Big, CheckLines, type Outcome, useText, VerdictHead } from './verdict.tsx'

type Verdict = z.infer<typeof fileVerdict>

/** What a chosen file turned out to be. A sound file of ours is shown as its number would be. */
export const FileVerdict = ({ data }: { data: Verdict }) => {
  const t = useText()
  if (data.issued && (data.outcome === 'valid' || data.outcome === 'revoked')) {
    return (
      <>
        <Record data={data.issued} />
        <Original number={data.issued.number} label={t('action.original')} />
      </>
    )
  }
  return <Suspect data={data} />
}

const Original = ({ number, label }: { number: string; label: string }) => (
  <div className="pl-actions credentials-actions">
    <Button to={`/certificates/${number}`}>{label}</Button>
  </div>
)

const notes = {
  valid: 'verdict.validNote',
  revoked: 'verdict.revokedNoteBare',
  altered: 'verdict.alteredNote',
  invalid: 'verdict.invalidNote',
  undecided: 'verdict.undecidedNote',
} as const satisfies { [K in Outcome]: string }

const Suspect = ({ data }: { data: Verdict }) => {
  const t = useText()
  const format = useFormat()
  const { presented, issued, differences, outcome } = data
  const altered = outcome === 'altered'
  const holder = presented.holder ?? ''
  const issuedHolder = issued ? format.pick(issued.holder) : null
  const award = presented.award ?? ''
  const places = differences.filter(one => !one.path.startsWith('proof.'))
  // The same words may stand in several places of a file; the reader needs them once.
  const told = [...new Map(places.map(one => [`${one.presented} ${one.issued}`, one])).values()].slice(0, 12)
  const issuer = data.issuer?.name ?? data.issuer?.id ?? ''
  return (
    <article className="credentials-verdict">
      <VerdictHead outcome={outcome} note={altered && !issued ? t('verdict.alteredNoteBare') : t(notes[outcome])} />
      <Facts
        ruled
        items={[
          ...(issued ? [{ key: 'number', label: t('fact.number'), value: <Mono>{issued.number}</Mono> }] : []),
          { key: 'holder', label: t('fact.holder'), value: <Big>{issued ? issuedHolder : holder}</Big> },
          ...(altered && issued
            ? told.flatMap(one => [
                {
                  key: `p ${one.path}`,
                  label: t('fact.presented'),
                  value: <Big>{one.presented ? <ins>{one.presented}</ins> : '—'}</Big>,
                },
                { key: `i ${one.path}`, label: t('fact.issuedAs'), value: <Big>{one.issued ?? '—'}</Big> },
              ])
            : [{ key: 'award', label: t('fact.award'), value: <Big>{award}</Big> }]),
          {
            key: 'competition',
            label: t('fact.competition'),
            value: issued ? format.pick(issued.competition) : (presented.description ?? '—'),
          },
          { key: 'issuer', label: t('fact.issuer'), value: issued ? format.pick(issued.organisation.name) : issuer },
        ]}
      />
      <CheckLines
        checks={data.checks}
        words={{
          signed: t('checks.signed', { issuer }),
          'issuer-confirmed': t('checks.issuer-confirmed', { issuer }),
          altered: places.length > 0 ? t('checks.alteredCount', { count: places.length }) : t('checks.altered'),
          'not-revoked': t('checks.not-revoked', { time: format.timeExact(data.checkedAt) }),
          revoked: t('checks.revokedBare'),
        }}
        {...(issued && altered ? { extra: t('checks.numberKnown') } : {})}
      />
      {issued && <Original number={issued.number} label={t('action.original')} />}
    </article>
  )
}
