import type { z } from 'zod'
import type { credentialView } from '../../../domains/credentials/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Facts } from '../../ui/list.tsx'
import { Mono } from '../../ui/text.tsx'
import { Big, CheckLines, useText, VerdictHead } from './verdict.tsx'

export type CredentialView = z.infer<typeof credentialView>

/** A credential of ours, by its number: valid or revoked, who holds it, what for, and every check. */
export const Record = ({ data }: { data: CredentialView }) => {
  const t = useText()
  const format = useFormat()
  const issuer = format.pick(data.organisation.name)
  const revoked = data.state === 'revoked'
  const day = data.revokedAt === null ? '' : format.date(data.revokedAt)
  const award = format.pick(data.award)
  const results = data.results.map(one => format.pick(one.value))
  const outcome = revoked ? 'revoked' : data.verified ? 'valid' : 'invalid'
  const note = revoked
    ? t('verdict.revokedNote', { date: day })
    : t(data.verified ? 'verdict.validNote' : 'verdict.invalidNote')
  const separator = t('fact.issuedBy', { issuer: '', date: '' })
  return (
    <article className="credentials-verdict">
      <VerdictHead outcome={outcome} note={note} />
      <Facts
        ruled
        items={[
          { key: 'holder', label: t('fact.holder'), value: <Big>{format.pick(data.holder)}</Big> },
          {
            key: 'award',
            label: t(revoked ? 'fact.was' : 'fact.award'),
            value: <Big>{revoked ? <del>{award}</del> : [award, ...results].join(separator)}</Big>,
          },
          { key: 'competition', label: t('fact.competition'), value: format.pick(data.competition) },
          revoked && data.revokeReason
            ? { key: 'reason', label: t('fact.reason'), value: format.pick(data.revokeReason) }
            : {
                key: 'issued',
                label: t('fact.issued'),
                value: t('fact.issuedBy', { issuer, date: format.date(data.issuedAt) }),
              },
          { key: 'number', label: t('fact.number'), value: <Mono>{data.number}</Mono> },
        ]}
      />
      <CheckLines
        checks={data.checks}
        words={{
          signed: t('checks.signed', { issuer }),
          'issuer-confirmed': t('checks.issuer-confirmed', { issuer }),
          'not-revoked': t('checks.not-revoked', { time: format.timeExact(data.checkedAt) }),
          revoked: t('checks.revoked', {
            index: data.statusIndex,
            date: data.revokedAt === null ? '' : format.dateTime(data.revokedAt),
          }),
        }}
      />
    </article>
  )
}
