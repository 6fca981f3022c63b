import { useMemo } from 'react'
import type { Bilingual, MoneyWire } from '../../kernel/contract.ts'
import { useSite } from '../site.tsx'
import * as format from './format.ts'
import { inLocale, type Locale } from './locale.ts'
import { words } from './words.ts'

export interface Format {
  /** A price: `¥120`. */
  price(amount: MoneyWire): string
  /** Owed or booked: `¥120.00`, `−¥96.00`. */
  money(amount: MoneyWire): string
  date(iso: string, zone?: string): string
  dateTime(iso: string, zone?: string): string
  /** In running text, without the year. */
  dayTime(iso: string, zone?: string): string
  tableDate(iso: string, zone?: string): string
  tableTime(iso: string, zone?: string): string
  time(iso: string, zone?: string): string
  timeExact(iso: string, zone?: string): string
  range(from: string, to: string, zone?: string): string
  days(from: string, to: string, zone?: string): string
  /** The organiser's time with the reader's own beside it where they differ. */
  withZone(iso: string, zone: string): string
  zone(zone: string): string
  number(value: number, digits?: number): string
  decimal(text: string): string
  percent(share: number, digits?: number): string
  bytes(count: number): string
  /** A span in its largest unit: `12 days`, `5 hours`, `40 s`. */
  span(ms: number): string
  /** The reader's language of a stored text, else the other. */
  pick(text: Bilingual): string
}

const span = (ms: number, locale: Locale): string => {
  const t = words.in(locale)
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 90) return t('span.second', { count: seconds })
  if (seconds < 90 * 60) return t('span.minute', { count: Math.round(seconds / 60) })
  if (seconds < 48 * 3600) return t('span.hour', { count: Math.floor(seconds / 3600) })
  return t('span.day', { count: Math.floor(seconds / 86_400) })
}

/** The formatting of a language and a zone, for heads and tests; components use `useFormat`. */
export const formatIn = (locale: Locale, ownZone: string): Format => {
  const t = words.in(locale)
  const at = (zone: string | undefined) => zone ?? ownZone
  const zoneName = (zone: string) => format.zoneName(zone, locale, t('zone.beijing'))
  return {
    price: format.moneyPrice,
    money: format.moneyExact,
    date: (iso, zone) => format.date(iso, at(zone), locale),
    dateTime: (iso, zone) => format.dateTime(iso, at(zone), locale),
    dayTime: (iso, zone) => format.dayTime(iso, at(zone), locale),
    tableDate: (iso, zone) => format.tableDate(iso, at(zone), locale),
    tableTime: (iso, zone) => format.tableTime(iso, at(zone), locale),
    time: (iso, zone) => format.clockTime(iso, at(zone), locale),
    timeExact: (iso, zone) => format.clockTime(iso, at(zone), locale, 'seconds'),
    range: (from, to, zone) => format.dateTimeRange(from, to, at(zone), locale),
    days: (from, to, zone) => format.dateRange(from, to, at(zone), locale),
    zone: zoneName,
    withZone: (iso, zone) => {
      const there = format.dateTime(iso, zone, locale)
      const same = there === format.dateTime(iso, ownZone, locale)
      if (same) return t('zone.one', { time: there, zone: zoneName(zone) })
      const sameDay = format.date(iso, zone, locale) === format.date(iso, ownZone, locale)
      const here = sameDay ? format.clockTime(iso, ownZone, locale) : format.dayTime(iso, ownZone, locale)
      return t('zone.two', { time: there, zone: zoneName(zone), here })
    },
    number: format.number,
    decimal: format.decimal,
    percent: format.percent,
    bytes: format.bytes,
    span: ms => span(ms, locale),
    pick: text => inLocale(text, locale),
  }
}

export const useFormat = (): Format => {
  const { locale, zone } = useSite()
  return useMemo(() => formatIn(locale, zone), [locale, zone])
}
