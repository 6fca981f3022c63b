import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { domains } from '../src/main/wiring.ts'
import { allSources, root } from './architecture.ts'

function catalogueFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    if (!entry.isDirectory()) return []
    const path = join(folder, entry.name)
    return entry.name === 'i18n' && existsSync(join(path, 'en.json'))
      ? [path, ...catalogueFolders(path)]
      : catalogueFolders(path)
  })
}

function flat(value: unknown, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>()
  if (typeof value === 'string') texts.set(prefix, value)
  else if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value))
      for (const [path, text] of flat(child, prefix ? `${prefix}.${key}` : key)) texts.set(path, text)
  return texts
}

const read = (folder: string, locale: string): Map<string, string> =>
  flat(JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8')))
/** Plural forms of one language are one message: English has one and other, Chinese only other. */
const message = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')
const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{?\s*(\w+)[^{}]*\}?\}/g)].map(match => match[1] ?? ''))].toSorted()

const folders = catalogueFolders(join(root, 'src'))

describe('every text stands in both languages', () => {
  it('in as many folders as there are', () => {
    expect(folders.length).toBeGreaterThan(20)
  })

  it.each(folders.map(folder => relative(root, folder)))('%s', folder => {
    const [en, zh] = [read(join(root, folder), 'en'), read(join(root, folder), 'zh-CN')]
    const keys = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map(message))].toSorted()
    expect(keys(zh)).toEqual(keys(en))
    const wrong: string[] = []
    for (const [key, text] of zh) {
      const other = en.get(key) ?? en.get(`${message(key)}_other`) ?? en.get(message(key)) ?? ''
      const [here, there] = [places(text), places(other)]
      const missing = here.filter(place => !there.includes(place) && place !== 'count')
      // Date patterns name the parts their language writes.
      if (missing.length > 0 && !key.startsWith('date.'))
        wrong.push(`${key}: {${missing.join(', ')}} is not in the English text`)
      if (/[!！]/.test(text) && !/!=|<!/.test(text)) wrong.push(`${key}: an exclamation mark`)
      if (/[\u3400-\u9fff][,;:?](?!\S*[/}])/.test(text))
        wrong.push(`${key}: half-width punctuation after Chinese: ${text}`)
    }
    for (const [key, text] of en) {
      if (
        /[\u3400-\u9fff]/.test(text) &&
        !/brand|language|sample|example|placeholder|seal|specimen|chinese|zh|cjk|name/i.test(key) &&
        !folder.includes('pages/dev')
      )
        wrong.push(`${key}: Chinese in the English text: ${text}`)
      // Amounts in words exist in Chinese only.
      if (text.trim() === '' && (zh.get(key) ?? '').trim() !== '' && !key.startsWith('numerals.'))
        wrong.push(`${key}: empty in English`)
    }
    expect(wrong).toEqual([])
  })
})

describe('every refusal has its words', () => {
  const texts = new Map(domains.map(domain => [domain.name, flat(domain.texts?.en ?? {})]))
  it.each(domains.map(domain => domain.name))('of %s', name => {
    const domain = domains.find(one => one.name === name)
    const known = texts.get(name) ?? new Map()
    const wordless = Object.keys(domain?.refusals ?? {}).filter(
      code => ![`refusals.${code}`, `refusals.${code}_other`].some(key => known.has(key)),
    )
    expect(wordless).toEqual([])
  })

  it('and every refusal thrown is one its domain declares', () => {
    const declared = new Set(domains.flatMap(domain => Object.keys(domain.refusals)))
    const unknown = allSources()
      .filter(file => file.path.startsWith('src/domains/') && !/test/.test(file.path))
      .flatMap(file =>
        [...file.text.matchAll(/\brefuse\(\s*'([a-z-]+\.[a-z-]+)'/g)].map(match => ({
          file: file.path,
          code: match[1] ?? '',
        })),
      )
      .filter(({ code }) => !code.startsWith('kernel.') && !declared.has(code))
    expect(unknown).toEqual([])
  })
})
