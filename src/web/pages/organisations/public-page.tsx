import './organisations.css'
import { myOrganisations, readPublicOrganisation } from '../../../domains/organisations/contract.ts'
import { formatIn, useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { Row, Section, Wrap } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Facts, RuledList } from '../../ui/list.tsx'
import { H1, Reading } from '../../ui/text.tsx'
import { bandStyle } from './brand-style.ts'
import { Mark } from './mark.tsx'
import { useText } from './text.ts'

const kinds: Record<string, ChipKind> = {
  announced: 'draft',
  open: 'confirmed',
  running: 'progress',
  judging: 'progress',
  provisional: 'held',
  final: 'sealed',
  cancelled: 'rejected',
}

export const view = viewOf('/organisations/$organisationSlug', {
  queries: ({ params }) => [query(readPublicOrganisation, { params: { slug: params.organisationSlug } })],
  head: ({ data: [organisation], locale }) => {
    const format = formatIn(locale, organisation.zone)
    const pick = (text: typeof organisation.name) => format.pick(text)
    const about = pick(organisation.about).slice(0, 160)
    return {
      title: pick(organisation.name),
      description: about || useText.in(locale)('public.description', { name: pick(organisation.name) }),
      ...(organisation.picture ? { image: organisation.picture.url } : {}),
      jsonLd: {
        '@context': 'https://schema.org',
        '@type': 'Organization',
        name: pick(organisation.name),
        alternateName: [organisation.name['zh-CN'], organisation.name.en].filter(
          name => name !== pick(organisation.name),
        ),
        ...(about ? { description: about } : {}),
        ...(organisation.website ? { url: organisation.website } : {}),
        ...(organisation.contactEmail ? { email: organisation.contactEmail } : {}),
        ...(organisation.logo ? { logo: organisation.logo.url } : {}),
        address: { '@type': 'PostalAddress', addressCountry: organisation.country },
      },
    }
  },
  Page: ({ data: [organisation] }) => {
    const t = useText()
    const format = useFormat()
    const { locale, viewer } = useSite()
    const mine = useQueryOf(myOrganisations, {}, { enabled: viewer !== null })
    const working = mine.data?.rows.some(row => row.id === organisation.id)
    const about = format.pick(organisation.about)
    const country = new Intl.DisplayNames(locale, { type: 'region' }).of(organisation.country)
    return (
      <div style={bandStyle(organisation.colour)}>
        <div className="organisations-band" />
        <Wrap>
          <header className="organisations-head">
            <Mark organisation={organisation} size={60} />
            <div>
              <H1>{format.pick(organisation.name)}</H1>
              {organisation.name['zh-CN'] && organisation.name.en && (
                <div className="pl-secondary" lang={locale === 'en' ? 'zh-CN' : 'en'}>
                  {locale === 'en' ? organisation.name['zh-CN'] : organisation.name.en}
                </div>
              )}
            </div>
            <span className="pl-spacer" />
            {working && <Link to={`/organisations/${organisation.slug}/brand`}>{t('public.manage')}</Link>}
          </header>
          {organisation.picture && <img className="organisations-wide" src={organisation.picture.url} alt="" />}
          <Section
            title={t('public.competitions')}
            note={t('public.count', { count: organisation.competitions.length })}
          >
            {organisation.competitions.length === 0 ? (
              <Empty title={t('public.noneTitle')}>{t('public.noneBody')}</Empty>
            ) : (
              <RuledList
                items={organisation.competitions}
                itemKey={one => one.slug}
                render={one => (
                  <Row gap={16} wrap>
                    <Link to={`/competitions/${one.slug}`}>
                      <b>{format.pick(one.title).replaceAll('|', '')}</b>
                    </Link>
                    <span className="pl-spacer" />
                    {one.closesAt && (
                      <span className="pl-small pl-secondary">
                        {t('public.closes', { at: format.dateTime(one.closesAt, organisation.zone) })}
                      </span>
                    )}
                    <Chip kind={kinds[one.state] ?? 'plain'}>{t.maybe(`states.${one.state}`) ?? one.state}</Chip>
                  </Row>
                )}
              />
            )}
          </Section>
          {about && (
            <Section title={t('public.about')}>
              <Reading>
                {about.split(/\n{2,}/).map(paragraph => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </Reading>
            </Section>
          )}
          <Section title={t('public.contact')}>
            <Facts
              items={[
                ...(organisation.website
                  ? [
                      {
                        key: 'website',
                        label: t('profile.website'),
                        value: (
                          <a className="pl-link" href={organisation.website} rel="noopener nofollow">
                            {organisation.website}
                          </a>
                        ),
                      },
                    ]
                  : []),
                ...(organisation.contactEmail
                  ? [{ key: 'email', label: t('profile.contactEmail'), value: organisation.contactEmail }]
                  : []),
                { key: 'country', label: t('profile.country'), value: country ?? organisation.country },
                { key: 'zone', label: t('profile.zone'), value: format.zone(organisation.zone) },
                { key: 'since', label: t('public.since'), value: format.date(organisation.createdAt) },
              ]}
            />
          </Section>
        </Wrap>
      </div>
    )
  },
})
