import type { Bilingual } from '../../kernel/contract.ts'

/** A calendar day in a zone, as papers print it: `2027 <year> 3 <month> 31 <day>` in Chinese, `31 March 2027` in English. */
export function printedDay(at: Date, zone: string): Bilingual {
  const day = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(at)
  // Intl leaves no room between figures and the words for year, month and day; our setting asks for it.
  return { 'zh-CN': day('zh-CN').replace(/(?<=\d)(?=\D)|(?<=\D)(?=\d)/g, ' '), en: day('en-GB') }
}
