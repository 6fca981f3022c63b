import type { Bilingual } from '../../kernel/contract.ts'

/** Where a heading may break, written into titles by their authors. */
const mark = '|'

/** The phrases of a title, each to be kept together on one line. */
export function phrases(title: string): string[] {
  return title.split(mark).filter(part => part.trim() !== '')
}

/** A title without its break marks. Phrases that end in a Latin letter get a space, as the heading shows them. */
export function plain(title: string): string {
  return phrases(title)
    .map((phrase, index, all) => (index < all.length - 1 && /[\w.,)]$/.test(phrase) ? `${phrase} ` : phrase))
    .join('')
    .replace(/ {2,}/g, ' ')
    .trim()
}

export function plainTitle(title: Bilingual): Bilingual {
  return { 'zh-CN': plain(title['zh-CN']), en: plain(title.en) }
}
