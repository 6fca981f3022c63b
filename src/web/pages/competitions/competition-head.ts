import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { storageExponent } from '../../../kernel/money.ts'
import type { Locale } from '../../i18n/locale.ts'
import { inLocale } from '../../i18n/locale.ts'
import type { Head } from '../../page.ts'

/** `12000` CNY → `120.00`, as schema.org writes prices. */
const priceText = ({ currency, minor }: { currency: string; minor: string }): string => {
  const exponent = storageExponent(currency)
  const digits = minor.padStart(exponent + 1, '0')
  return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Title, description and what search engines are told: an event with its offer. */
export const competitionHead = (competition: CompetitionPage, locale: Locale, part?: string): Head => {
  const title = inLocale(competition.title, locale)
  const last = competition.dates.at(-1)
  return {
    title: part ? `${part} · ${title}` : title,
    description: inLocale(competition.summary, locale),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'Event',
      name: title,
      description: inLocale(competition.summary, locale),
      startDate: competition.opensAt,
      endDate: last ? (last.endsAt ?? last.startsAt) : competition.closesAt,
      eventStatus:
        competition.state === 'cancelled' ? 'https://schema.org/EventCancelled' : 'https://schema.org/EventScheduled',
      eventAttendanceMode: competition.stages.some(stage => stage.kind === 'performance')
        ? 'https://schema.org/MixedEventAttendanceMode'
        : 'https://schema.org/OnlineEventAttendanceMode',
      location: { '@type': 'VirtualLocation', url: `/competitions/${competition.slug}` },
      organizer: { '@type': 'Organization', name: inLocale(competition.organisation.name, locale) },
      offers: {
        '@type': 'Offer',
        price: priceText(competition.fee),
        priceCurrency: competition.fee.currency,
        validFrom: competition.opensAt,
        validThrough: competition.closesAt,
        availability:
          competition.state === 'open' && (competition.places === null || competition.taken < competition.places)
            ? 'https://schema.org/InStock'
            : 'https://schema.org/SoldOut',
      },
    },
  }
}
