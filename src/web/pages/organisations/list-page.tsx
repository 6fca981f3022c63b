import './organisations.css'
import { myOrganisations } from '../../../domains/organisations/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { PageHead, Row, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { RuledList } from '../../ui/list.tsx'
import { Mark } from './mark.tsx'
import { useText } from './text.ts'

export const view = viewOf('/organisations', {
  queries: () => [query(myOrganisations, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('list.title'), noIndex: true }),
  Page: ({ data: [{ rows }] }) => {
    const t = useText()
    const format = useFormat()
    const create = (
      <Button variant="ink" icon="plus" to="/organisations/new">
        {t('list.create')}
      </Button>
    )
    return (
      <Wrap>
        <PageHead title={t('list.title')} note={t('list.note')} actions={rows.length > 0 && create} />
        {rows.length === 0 ? (
          <Empty title={t('list.emptyTitle')} action={create}>
            {t('list.emptyBody')}
          </Empty>
        ) : (
          <RuledList
            items={rows}
            itemKey={row => row.id}
            render={row => (
              <Row gap={16} wrap>
                <Mark organisation={row} />
                <div>
                  <Link to={`/organisations/${row.slug}/competitions`}>
                    <b>{format.pick(row.name)}</b>
                  </Link>
                  <div className="pl-small pl-secondary">
                    {row.roles.map(role => t(`roles.${role}`)).join(t('comma'))}
                  </div>
                </div>
                <span className="pl-spacer" />
                <Link to={`/organisations/${row.slug}/staff`} className="pl-link pl-small">
                  {t('staff.title')}
                </Link>
                <Link to={`/organisations/${row.slug}/brand`} className="pl-link pl-small">
                  {t('brand.title')}
                </Link>
              </Row>
            )}
          />
        )}
      </Wrap>
    )
  },
})
