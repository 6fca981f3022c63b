import { describe, expect, it } from 'vitest'
import { addressForPrefixless } from '../document.ts'
import { chooseLocale, inLocale, localised, splitAddress } from './locale.ts'

describe('addresses', () => {
  it('keep their path and query when the language changes', () => {
    expect(localised('/zh/competitions/x?page=2', 'en')).toBe('/en/competitions/x?page=2')
    expect(localised('/competitions', 'zh-CN')).toBe('/zh/competitions')
    expect(localised('/', 'en')).toBe('/en')
    expect(splitAddress('/en')).toEqual({ locale: 'en', rest: '/' })
    expect(splitAddress('/enter/x')).toBeNull()
  })

  it('without a language lead to the reader’s', () => {
    expect(addressForPrefixless('/competitions?a=1', { acceptLanguage: 'en-GB,en;q=0.9' })).toBe('/en/competitions?a=1')
    expect(addressForPrefixless('/', {})).toBe('/zh')
    expect(addressForPrefixless('/zh/competitions', { acceptLanguage: 'en' })).toBeNull()
  })
})

describe('the reader’s language', () => {
  it('is the cookie’s, then the person’s, then the browser’s, then Chinese', () => {
    expect(chooseLocale({ cookie: 'en', person: 'zh-CN' })).toBe('en')
    expect(chooseLocale({ person: 'en', acceptLanguage: 'zh' })).toBe('en')
    expect(chooseLocale({ acceptLanguage: 'fr, en;q=0.4, zh;q=0.8' })).toBe('zh-CN')
    expect(chooseLocale({ acceptLanguage: 'fr' })).toBe('zh-CN')
  })

  it('falls back to the other text when one is empty', () => {
    expect(inLocale({ 'zh-CN': '决赛', en: '' }, 'en')).toBe('决赛')
  })
})
