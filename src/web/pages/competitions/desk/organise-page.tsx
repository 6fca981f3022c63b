import './desk.css'
import { listTemplates } from '../../../../domains/competitions/staff-contract.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query } from '../../../queries.ts'
import { Button } from '../../../ui/button.tsx'
import { PageHead, Section, Wrap } from '../../../ui/layout.tsx'
import { Link } from '../../../ui/link.tsx'
import { RuledList } from '../../../ui/list.tsx'
import { RuledTable } from '../../../ui/table.tsx'
import { Muted } from '../../../ui/text.tsx'
import { useText } from './words.ts'

export const view = viewOf('/organise', {
  queries: () => [query(listTemplates, {})],
  head: ({ locale }) => {
    const t = useText.in(locale)
    return { title: t('organise.title'), description: t('organise.note') }
  },
  Page: ({ data: [templates] }) => {
    const t = useText()
    const format = useFormat()
    const steps = ['rules', 'money', 'judges', 'results'] as const
    return (
      <Wrap>
        <PageHead
          title={t('organise.title')}
          note={t('organise.note')}
          actions={
            <Button variant="ink" to="/organise/new">
              {t('organise.start')}
            </Button>
          }
        />
        <Section title={t('organise.templates')} note={t('organise.templatesNote')}>
          <RuledTable caption={t('organise.templates')}>
            <thead>
              <tr>
                <th scope="col">{t('organise.kind')}</th>
                <th scope="col" className="is-right is-wide-only">
                  {t('organise.rounds')}
                </th>
                <th scope="col" className="is-right is-wide-only">
                  {t('organise.judges')}
                </th>
                <th scope="col">
                  <span className="pl-hidden">{t('organise.use')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {templates.rows.map(one => (
                <tr key={one.key}>
                  <th scope="row">
                    {format.pick(one.title)}
                    <br />
                    <Muted size={13}>{format.pick(one.about)}</Muted>
                  </th>
                  <td className="is-right is-wide-only">{one.stages}</td>
                  <td className="is-right is-wide-only">{one.judges}</td>
                  <td className="is-right pl-nowrap">
                    <Link to={`/organise/new?template=${one.key}`}>{t('organise.use')}</Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </RuledTable>
        </Section>
        <Section title={t('organise.what')}>
          <RuledList
            items={steps}
            itemKey={step => step}
            render={step => (
              <>
                <b>{t(`organise.steps.${step}.title`)}</b>
                <p className="pl-secondary">{t(`organise.steps.${step}.body`)}</p>
              </>
            )}
          />
        </Section>
      </Wrap>
    )
  },
})
