import type { Locale } from '../../kernel/policy.ts'

export type { Locale }

/** The two languages by their address prefix: `/zh/…` and `/en/…`. */
export const prefixes = { zh: 'zh-CN', en: 'en' } as const satisfies Record<string, Locale>
export type Prefix = keyof typeof prefixes

export const prefixOf = (locale: Locale): Prefix => (locale === 'en' ? 'en' : 'zh')

export const otherLocale = (locale: Locale): Locale => (locale === 'en' ? 'zh-CN' : 'en')

/** `/zh/competitions/x?page=2` → locale `zh-CN` and the address without its prefix; null when there is no prefix. */
export const splitAddress = (address: string): { locale: Locale; rest: string } | null => {
  const match = /^\/(zh|en)(?=[/?#]|$)/.exec(address)
  if (!match) return null
  const rest = address.slice(match[0].length)
  return { locale: match[1] === 'en' ? 'en' : 'zh-CN', rest: rest.startsWith('/') ? rest : `/${rest}` }
}

/** The same page in a language. Takes an address with or without a prefix. */
export const localised = (address: string, locale: Locale): string => {
  const rest = splitAddress(address)?.rest ?? address
  return `/${prefixOf(locale)}${rest === '/' ? '' : rest}`
}

/** The language for a visitor: their cookie, then the signed-in person's, then Accept-Language, then Chinese. */
export const chooseLocale = (wishes: {
  cookie?: string | undefined
  person?: Locale | undefined
  acceptLanguage?: string | undefined
}): Locale => {
  if (wishes.cookie === 'zh-CN' || wishes.cookie === 'en') return wishes.cookie
  if (wishes.person) return wishes.person
  const ranked = (wishes.acceptLanguage ?? '')
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find(parameter => parameter.trim().startsWith('q='))
      return { tag: tag.toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .sort((a, b) => b.quality - a.quality)
  const known = ranked.find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
  return known?.tag.startsWith('en') ? 'en' : 'zh-CN'
}

/** The wanted language of a stored bilingual text, or the other one when it is empty. */
export const inLocale = (text: { 'zh-CN': string; en: string }, locale: Locale): string =>
  text[locale] || text[otherLocale(locale)]
