import { describe, expect, it } from 'vitest'
import { bytes, clockParts, decimal, moneyExact, moneyPrice, number, percent, zoneOffset } from './format.ts'
import { formatIn } from './use-format.ts'

const cny = (minor: string) => ({ currency: 'CNY', minor })

describe('money', () => {
  it.each([
    [cny('12000'), '¥120', '¥120.00'],
    [cny('9950'), '¥99.50', '¥99.50'],
    [cny('8600000'), '¥86,000', '¥86,000.00'],
    [cny('-9600'), '−¥96', '−¥96.00'],
    [cny('5'), '¥0.05', '¥0.05'],
    [cny('0'), '¥0', '¥0.00'],
    [cny('-0'), '¥0', '¥0.00'],
    [cny('123456789012345678'), '¥1,234,567,890,123,456.78', '¥1,234,567,890,123,456.78'],
    [{ currency: 'USD', minor: '1800' }, 'US$18', 'US$18.00'],
    [{ currency: 'JPY', minor: '1200' }, 'JP¥1,200', 'JP¥1,200'],
    [{ currency: 'KWD', minor: '1500' }, 'KWD 1.500', 'KWD 1.500'],
  ])('%o is the price %s and the booked amount %s', (amount, price, exact) => {
    expect(moneyPrice(amount)).toBe(price)
    expect(moneyExact(amount)).toBe(exact)
  })
})

describe('dates', () => {
  const zh = formatIn('zh-CN', 'Asia/Shanghai')
  const en = formatIn('en', 'Europe/London')
  const at = '2026-12-05T10:00:00Z'

  it.each([
    ['date', '2026 年 12 月 5 日', '5 Dec 2026'],
    ['dateTime', '2026 年 12 月 5 日 18:00', '5 Dec 2026, 10:00'],
    ['dayTime', '12 月 5 日 18:00', '5 Dec, 10:00'],
    ['tableDate', '12-05', '5 Dec'],
    ['tableTime', '12-05 18:00', '5 Dec 10:00'],
    ['time', '18:00', '10:00'],
    ['timeExact', '18:00:00', '10:00:00'],
  ] as const)('%s reads %s in Chinese and %s in English', (kind, chinese, english) => {
    expect(zh[kind](at)).toBe(chinese)
    expect(en[kind](at)).toBe(english)
  })

  it('says the organiser’s time and the reader’s own where they differ', () => {
    expect(en.withZone(at, 'Asia/Shanghai')).toBe('5 Dec 2026, 18:00 Beijing (10:00 for you)')
    expect(zh.withZone(at, 'Asia/Shanghai')).toBe('2026 年 12 月 5 日 18:00（北京时间）')
    expect(en.withZone('2026-12-05T20:00:00Z', 'Asia/Shanghai')).toBe(
      '6 Dec 2026, 04:00 Beijing (5 Dec, 20:00 for you)',
    )
  })

  it('says a shared day, month or year once', () => {
    expect(en.range(at, '2026-12-05T12:30:00Z')).toBe('5 Dec 2026, 10:00–12:30')
    expect(zh.range(at, '2026-12-05T12:30:00Z')).toBe('2026 年 12 月 5 日 18:00–20:30')
    expect(zh.range(at, '2026-12-07T12:30:00Z')).toBe('2026 年 12 月 5 日 18:00 – 12 月 7 日 20:30')
    expect(en.days('2027-01-10T00:00:00Z', '2027-01-17T00:00:00Z')).toBe('10–17 Jan 2027')
    expect(zh.days('2027-01-10T00:00:00Z', '2027-01-17T00:00:00Z')).toBe('2027 年 1 月 10–17 日')
    expect(en.days('2026-12-30T00:00:00Z', '2027-01-02T00:00:00Z')).toBe('30 Dec 2026 – 2 Jan 2027')
  })

  it('follows summer time of the zone', () => {
    expect(zoneOffset('2026-07-01T00:00:00Z', 'America/New_York')).toBe('UTC−4')
    expect(zoneOffset('2026-12-01T00:00:00Z', 'America/New_York')).toBe('UTC−5')
  })
})

describe('numbers and spans', () => {
  it.each([
    [number(1284), '1,284'],
    [number(-3.5, 2), '−3.50'],
    [percent(0.573, 1), '57.3%'],
    [decimal('-1234.500'), '−1,234.500'],
    [bytes(999), '999 B'],
    [bytes(24_000_000), '24 MB'],
    [bytes(8_400_000), '8.4 MB'],
  ])('%s is written as %s', (given, wanted) => {
    expect(given).toBe(wanted)
  })

  it('gives the clock days, padded hours and seconds that end at zero', () => {
    expect(clockParts(12 * 86_400_000 + 24_069_000)).toEqual({ days: 12, hours: '06', minutes: '41', seconds: '09' })
    expect(clockParts(4_364_000)).toEqual({ days: 0, hours: '1', minutes: '12', seconds: '44' })
    expect(clockParts(-5)).toEqual({ days: 0, hours: '0', minutes: '00', seconds: '00' })
  })

  it.each([
    [40_000, '40 秒', '40 s'],
    [14 * 60_000, '14 分钟', '14 minutes'],
    [47 * 3_600_000, '47 小时', '47 hours'],
    [12 * 86_400_000, '12 天', '12 days'],
  ])('%i ms is %s, %s', (ms, chinese, english) => {
    expect(formatIn('zh-CN', 'UTC').span(ms)).toBe(chinese)
    expect(formatIn('en', 'UTC').span(ms)).toBe(english)
  })
})
