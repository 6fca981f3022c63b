import { listCompetitions } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Chip } from '../../ui/chip.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

const published = new Set(['provisional', 'final', 'archived'])

export const view = viewOf('/results', {
  queries: () => [
    query(listCompetitions, { query: { when: 'running', size: 100 } }),
    query(listCompetitions, { query: { when: 'finished', size: 100 } }),
  ],
  head: ({ locale }) => ({
    title: useText.in(locale)('list.title'),
    description: useText.in(locale)('list.description'),
  }),
  Page: ({ data: [running, finished] }) => {
    const t = useText()
    const format = useFormat()
    const rows = [...running.rows, ...finished.rows].filter(row => published.has(row.state))
    return (
      <Wrap>
        <PageHead title={t('list.title')} note={t('list.description')} />
        {rows.length === 0 ? (
          <Empty title={t('list.none')}>{t('list.noneBody')}</Empty>
        ) : (
          <RuledTable caption={t('list.title')}>
            <thead>
              <tr>
                <th scope="col">{t('list.competition')}</th>
                <th scope="col" className="is-wide-only">
                  {t('list.organiser')}
                </th>
                <th scope="col" className="is-right is-wide-only">
                  {t('list.entries')}
                </th>
                <th scope="col">{t('list.state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={`/competitions/${row.slug}/results`}>{format.pick(row.title)}</Link>
                  </th>
                  <td className="is-wide-only">{format.pick(row.organisation.name)}</td>
                  <td className="is-right is-wide-only">{format.number(row.confirmed)}</td>
                  <td>
                    <Chip kind={row.state === 'provisional' ? 'progress' : 'confirmed'}>
                      {t(row.state === 'provisional' ? 'stage.provisional' : 'stage.final')}
                    </Chip>
                  </td>
                </tr>
              ))}
            </tbody>
          </RuledTable>
        )}
      </Wrap>
    )
  },
})
