import './awards.css'
import { myAwards } from '../../../domains/awards/contract.ts'
import { myCredentials, readCertificate } from '../../../domains/credentials/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H2, Mono } from '../../ui/text.tsx'
import { useText } from './text.ts'

export const view = viewOf('/me/certificates', {
  queries: () => [query(myCredentials, {}), query(myAwards, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('mine.title'), noIndex: true }),
  Page: ({ data: [credentials, awards] }) => {
    const t = useText()
    const format = useFormat()
    const waiting = awards.awards.filter(award => award.credentialNumber === null)
    const awardOf = new Map(awards.awards.map(award => [award.credentialNumber, award]))
    return (
      <Wrap className="awards-mine">
        <PageHead title={t('mine.title')} note={t('mine.note')} />
        {credentials.rows.length === 0 ? (
          <Empty title={t('mine.none')} action={<Button to="/competitions">{t('mine.find')}</Button>}>
            {t('mine.noneBody')}
          </Empty>
        ) : (
          <RuledTable caption={t('mine.title')}>
            <thead>
              <tr>
                <th scope="col">{t('mine.award')}</th>
                <th scope="col" className="is-wide-only">
                  {t('mine.number')}
                </th>
                <th scope="col" className="is-wide-only">
                  {t('mine.issued')}
                </th>
                <th scope="col">
                  <span className="pl-hidden">{t('desk.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {credentials.rows.map(row => {
                const award = awardOf.get(row.number)
                return (
                  <tr key={row.number}>
                    <th scope="row">
                      <Link to={`/certificates/${row.number}`}>{format.pick(row.award)}</Link>{' '}
                      {row.state === 'revoked' && <Chip kind="rejected">{t('desk.revoked')}</Chip>}
                      <small className="awards-line">
                        {format.pick(row.competition)}
                        {row.kind === 'award' &&
                          award &&
                          award.rank !== null &&
                          ` · ${t('mine.rank', { rank: format.number(award.rank) })}`}
                      </small>
                    </th>
                    <td className="is-wide-only">
                      <Mono>{row.number}</Mono>
                    </td>
                    <td className="is-wide-only pl-nowrap">{format.date(row.issuedAt)}</td>
                    <td className="is-right pl-nowrap">
                      {row.state === 'valid' && (
                        <Button
                          size="s"
                          variant="quiet"
                          icon="download"
                          download
                          to={addressOf(readCertificate, { params: { number: row.number } })}
                        >
                          PDF
                        </Button>
                      )}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </RuledTable>
        )}
        {waiting.length > 0 && (
          <>
            <H2>{t('mine.waiting')}</H2>
            <ul className="pl-plain-list">
              {waiting.map(award => (
                <li key={award.id}>
                  <Link to={`/entries/${award.entryId}`}>{format.pick(award.name)}</Link>
                  {' · '}
                  {format.pick(award.competition)}
                </li>
              ))}
            </ul>
          </>
        )}
      </Wrap>
    )
  },
})
