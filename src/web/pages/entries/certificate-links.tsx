import type { Bilingual } from '../../../kernel/contract.ts'
import { myCredentials } from '../../../domains/credentials/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Facts } from '../../ui/list.tsx'
import { Mono } from '../../ui/text.tsx'
import { useText } from './text.ts'

/** Certificates of this competition the reader holds; nothing while there are none. */
export const CertificateLinks = ({ competition }: { competition: Bilingual }) => {
  const t = useText()
  const format = useFormat()
  const mine = useQueryOf(myCredentials, {})
  const rows = (mine.data?.rows ?? []).filter(
    row => row.competition.en === competition.en || row.competition['zh-CN'] === competition['zh-CN'],
  )
  if (rows.length === 0) return null
  return (
    <Section title={t('certificate.title')} note={t('certificate.note')}>
      <Facts
        ruled
        items={rows.map(row => ({
          key: row.number,
          label: format.pick(row.award),
          value: (
            <>
              <Link to={`/certificates/${row.number}`}>
                <Mono>{row.number}</Mono>
              </Link>
              {row.state === 'revoked' && ` ${t('certificate.revoked')}`}
            </>
          ),
        }))}
      />
    </Section>
  )
}
