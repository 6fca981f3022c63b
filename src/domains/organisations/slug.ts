import type { Bilingual } from '../../kernel/contract.ts'

/**
 * An address made from a name: Latin letters and digits of the English name, else of the Chinese one, at most 50
 * characters. Empty when the name holds none (a name in Chinese only gets a code instead).
 */
export function slugOf(name: Bilingual): string {
  return plain(name.en) || plain(name['zh-CN'])
}

function plain(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '')
  return slug.length >= 2 ? slug : ''
}
