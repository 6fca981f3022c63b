import { useEffect, useState } from 'react'
import type { CompetitionPage } from '../../../../domains/competitions/contract.ts'
import { prizeTotal } from '../../../../domains/competitions/prize-total.ts'
import { datedLines } from '../../../../domains/competitions/schedule.ts'
import type { DraftContent } from '../../../../domains/competitions/sections.ts'
import { previewMarkdown, type Workspace } from '../../../../domains/competitions/staff-contract.ts'
import type { Bilingual } from '../../../../kernel/contract.ts'
import { call } from '../../../call.ts'
import type { Locale } from '../../../i18n/locale.ts'
import { OrgBand } from '../../../shell/org-band.tsx'
import { SiteProvider, useSite } from '../../../site.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Segmented } from '../../../ui/tabs.tsx'
import { H4, Lead } from '../../../ui/text.tsx'
import { CompetitionDates } from '../competition-dates.tsx'
import { Figures, Hero } from '../competition-frame.tsx'
import { HtmlText } from '../html-text.tsx'
import { PrizeTable, TrackTable } from '../overview-parts.tsx'
import { useText as usePublicText } from '../words.ts'
import { drawn } from './schedule-step.tsx'
import { useText } from './words.ts'

/** The public page as it will be, small, following every change. Nobody else sees it. */
export const PublicPreview = ({ workspace, content }: { workspace: Workspace; content: DraftContent }) => {
  const t = useText()
  const site = useSite()
  const [locale, setLocale] = useState<Locale>(site.locale)
  const [width, setWidth] = useState<'desk' | 'phone'>('desk')
  const body = useRendered(content.basics.body)
  const competition = previewOf(workspace, content, body, site.clock.now().toISOString())
  return (
    <div className="wizard-preview">
      <div className="wizard-preview-head">
        <H4>{t('preview.title')}</H4>
        <Segmented<Locale>
          label={t('preview.language')}
          options={[
            { value: 'zh-CN', label: t('preview.chinese') },
            { value: 'en', label: t('preview.english') },
          ]}
          value={locale}
          onChange={setLocale}
        />
        <Segmented
          label={t('preview.width')}
          options={[
            { value: 'desk' as const, label: t('preview.desk') },
            { value: 'phone' as const, label: t('preview.phone') },
          ]}
          value={width}
          onChange={setWidth}
        />
      </div>
      <div className={`wizard-preview-page is-${width}`} lang={locale} inert>
        <SiteProvider site={{ ...site, locale }}>
          <Preview competition={competition} />
        </SiteProvider>
      </div>
      <p className="pl-small pl-muted">{t('preview.note')}</p>
    </div>
  )
}

const Preview = ({ competition }: { competition: CompetitionPage }) => {
  const t = usePublicText()
  const { locale } = useSite()
  return (
    <div className="competition">
      <OrgBand />
      <div className="wizard-preview-wrap">
        <Hero competition={competition} />
        <Figures competition={competition} />
        <Lead className="competition-lead">{competition.summary[locale]}</Lead>
        <HtmlText html={competition.bodyHtml} />
        {competition.dates.length > 0 && (
          <Section title={t('schedule.title')}>
            <CompetitionDates competition={competition} />
          </Section>
        )}
        <Section title={t('tracks.title')}>
          <TrackTable competition={competition} />
        </Section>
        {competition.prizes.length > 0 && (
          <Section title={t('prizes.title')}>
            <PrizeTable competition={competition} />
          </Section>
        )}
      </div>
    </div>
  )
}

/** Markdown rendered by the server a moment after the last key: the same renderer as the page's. */
const useRendered = (text: Bilingual): Bilingual => {
  const [html, setHtml] = useState<Bilingual>({ 'zh-CN': '', en: '' })
  useEffect(() => {
    const timer = setTimeout(() => {
      call(previewMarkdown, { body: { text } }).then(
        reply => setHtml(reply.html),
        () => undefined,
      )
    }, 500)
    return () => clearTimeout(timer)
  }, [text])
  return html
}

const previewOf = (workspace: Workspace, content: DraftContent, bodyHtml: Bilingual, now: string): CompetitionPage => {
  const { basics, divisions, fee, prizes, rules, schedule, form } = content
  const dated = datedLines(schedule)
  const dates = (dated.ok ? drawn(dated.lines) : workspace.dates).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  const entry = dates.find(date => date.kind === 'entry')
  const { currency } = fee.fee
  const trackIds = new Map(divisions.tracks.map(track => [track.code, track.code]))
  return {
    id: workspace.id,
    slug: basics.slug,
    title: basics.title,
    heading: basics.title,
    summary: basics.summary,
    bodyHtml,
    facts: basics.facts,
    organisation: { ...workspace.organisation, colour: null, logo: null },
    state: 'announced',
    zone: schedule.zone,
    fee: fee.fee,
    payFirst: fee.payFirst,
    holdMinutes: fee.holdMinutes,
    places: fee.places,
    taken: 0,
    confirmed: 0,
    opensAt: entry?.startsAt ?? now,
    closesAt: entry?.endsAt ?? now,
    closeReason: null,
    cancelReason: null,
    refund: fee.refund,
    eligibility: divisions.eligibility,
    tracks: divisions.tracks.map(track => ({ ...track, id: track.code, confirmed: 0 })),
    stages: divisions.stages,
    dates,
    prizes: prizes.prizes.map((prize, index) => ({
      id: String(index),
      trackId: prize.track === null ? null : (trackIds.get(prize.track) ?? null),
      name: prize.name,
      fromRank: prize.fromRank,
      toRank: prize.toRank,
      amount: { currency, minor: prize.amountMinor },
      extra: prize.extra,
    })),
    prizeTotal: { currency, minor: prizeTotal(prizes.prizes, divisions.tracks.length).toString() },
    funding: prizes.funding.map(line => ({ name: line.name, amount: { currency, minor: line.amountMinor } })),
    judging: prizes.judging,
    rules: { version: 1, textHtml: { 'zh-CN': '', en: '' }, objectionDays: rules.objectionDays },
    ruleVersions: [],
    announcements: [],
    formFields: form.fields.length,
    can: { manage: false },
  }
}
