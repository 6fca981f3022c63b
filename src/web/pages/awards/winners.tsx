import './awards.css'
import type { Bilingual } from '../../../kernel/contract.ts'
import { publicAwards } from '../../../domains/awards/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { TableSkeleton } from '../../ui/feedback.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

/** Prize winners of final results, each with the way to the certificate. Nothing where no prize was given. */
export const Winners = ({
  slug,
  categories,
}: {
  slug: string
  categories: readonly { id: string; name: Bilingual }[]
}) => {
  const t = useText()
  const format = useFormat()
  const read = useQueryOf(publicAwards, { params: { slug } })
  if (read.error || read.data?.awards.length === 0) return null
  const nameOf = new Map(categories.map(one => [one.id, one.name]))
  const many = categories.length > 1
  return (
    <Section title={t('winners.title')} note={t('winners.note')}>
      {read.data ? (
        <RuledTable caption={t('winners.title')} dense>
          <thead>
            <tr>
              <th scope="col">{t('winners.prize')}</th>
              <th scope="col">{t('winners.who')}</th>
              {many && (
                <th scope="col" className="is-wide-only">
                  {t('winners.track')}
                </th>
              )}
              <th scope="col" className="is-right is-wide-only">
                {t('winners.amount')}
              </th>
              <th scope="col">{t('winners.certificate')}</th>
            </tr>
          </thead>
          <tbody>
            {read.data.awards.map(award => (
              <tr key={`${award.entryNumber} ${award.name.en}`}>
                <th scope="row" className="pl-nowrap">
                  {format.pick(award.name)}
                </th>
                <td>
                  {award.entrantName}
                  <small className="awards-line">{award.affiliation}</small>
                </td>
                {many && (
                  <td className="is-wide-only">
                    {format.pick(nameOf.get(award.category) ?? { 'zh-CN': award.category, en: award.category })}
                  </td>
                )}
                <td className="is-right is-wide-only">{award.amount ? format.price(award.amount) : '–'}</td>
                <td>
                  {award.certificate ? (
                    <Link to={`/certificates/${award.certificate}`}>{t('winners.check')}</Link>
                  ) : (
                    <span className="pl-muted">{t('winners.none')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </RuledTable>
      ) : (
        <TableSkeleton columns="90px 1fr 120px" />
      )}
    </Section>
  )
}
