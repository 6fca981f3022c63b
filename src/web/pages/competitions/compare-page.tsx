import './competition.css'
import { compareRules } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { inLocale } from '../../i18n/locale.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { FilterSelect } from '../../ui/field.tsx'
import { Note } from '../../ui/feedback.tsx'
import { PageHead, Row, Section, Wrap } from '../../ui/layout.tsx'
import { Link, useSetSearch } from '../../ui/link.tsx'
import { Facts } from '../../ui/list.tsx'
import { Breadcrumbs } from '../../ui/tabs.tsx'
import { Mono } from '../../ui/text.tsx'
import { RuleDifference } from './rule-difference.tsx'
import { useText } from './words.ts'

export const view = viewOf('/competitions/$slug/rules/compare', {
  queries: ({ params, search }) => [
    query(compareRules, { params, query: { from: search['from'] ?? '1', to: search['to'] ?? '2' } }),
  ],
  head: ({ data: [comparison], locale }) => ({
    title: useText.in(locale)('compare.title', {
      competition: inLocale(comparison.competition.title, locale),
      from: comparison.from.version,
      to: comparison.to.version,
    }),
    noIndex: true,
  }),
  Page: ({ data: [comparison], params }) => {
    const t = useText()
    const format = useFormat()
    const setSearch = useSetSearch()
    const { from, to, versions } = comparison
    const home = `/competitions/${params.slug}`
    const options = versions.map(one => ({ value: String(one.version), label: `v${one.version}` }))
    return (
      <Wrap className="competition-compare">
        <Breadcrumbs
          items={[
            { key: 'competition', label: format.pick(comparison.competition.title), to: home },
            { key: 'rules', label: t('tabs.rules'), to: `${home}/rules` },
            { key: 'compare', label: t('rules.compare') },
          ]}
        />
        <PageHead
          title={t('compare.head', { from: from.version, to: to.version })}
          actions={
            <Row gap={12}>
              <FilterSelect
                label={t('compare.from')}
                value={String(from.version)}
                onChange={value => setSearch({ from: value })}
                options={options}
              />
              <FilterSelect
                label={t('compare.to')}
                value={String(to.version)}
                onChange={value => setSearch({ to: value })}
                options={options}
              />
            </Row>
          }
        />
        <Section title={t('compare.why')}>
          <div className="competition-note">
            {to.reason ? <Note kind="info">{format.pick(to.reason)}</Note> : <p>{t('rules.first')}</p>}
          </div>
          <Facts
            items={[from, to].map(one => ({
              key: String(one.version),
              label: (
                <Link to={`${home}/rules?version=${one.version}`} plain>
                  v{one.version}
                </Link>
              ),
              value: (
                <>
                  {format.dateTime(one.publishedAt)} <Mono className="pl-tiny pl-muted">{one.sha256.slice(0, 16)}</Mono>
                </>
              ),
            }))}
          />
        </Section>
        <Section title={t('compare.changes')}>
          <RuleDifference comparison={comparison} />
        </Section>
      </Wrap>
    )
  },
})
