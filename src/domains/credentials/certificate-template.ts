import { z } from 'zod'
import { bilingual, type Bilingual } from '../../kernel/contract.ts'

/** What a template's texts may name, written `{name}`. */
export const placeholders = [
  'name',
  'award',
  'competition',
  'track',
  'work',
  'rank',
  'entries',
  'score',
  'date',
  'number',
  'organisation',
] as const
export type Placeholder = (typeof placeholders)[number]

const known = new Set<string>(placeholders)
const named = /\{([^{}]*)\}/g
const text = bilingual.refine(
  value => Object.values(value).every(one => [...one.matchAll(named)].every(([, name]) => known.has(name ?? ''))),
  { message: 'unknown placeholder' },
)

const colour = z.string().regex(/^#[0-9a-f]{6}$/i)

/** A certificate's form: everything that is the same on all certificates of one award. Plain data, kept as JSON. */
export const certificateTemplate = z.strictObject({
  paper: z.literal('a4-landscape').default('a4-landscape'),
  title: text,
  /** Top right, under the number: the edition and track. */
  scope: text,
  /** Stands between the name and the award in Chinese, after the award in English. */
  body: text,
  /** Whose hands sign: at most three lines. */
  signatories: z
    .array(z.strictObject({ name: bilingual, role: bilingual }))
    .max(3)
    .default([]),
  brand: z.strictObject({
    name: bilingual,
    colour: colour.default('#10161A'),
    /** One to nine characters; two or more columns, read from the right. */
    sealText: z.string().trim().min(1).max(16),
  }),
})
export type CertificateTemplate = z.infer<typeof certificateTemplate>

/** The values of one certificate; a value may differ by language. */
export type CertificateValues = Partial<Record<Placeholder, Bilingual>>

export type Language = keyof Bilingual

/** Text with its placeholders filled. A value that is not given leaves nothing behind. */
export function fill(template: Bilingual, values: CertificateValues, language: Language): string {
  return template[language].replace(named, (_, name: string) => {
    const placeholder = placeholders.find(one => one === name)
    return placeholder ? inLanguage(values[placeholder], language) : ''
  })
}

/** The text in a language, or in the other one where it is empty. */
export function inLanguage(value: Bilingual | undefined, language: Language): string {
  if (!value) return ''
  return value[language] || value[language === 'en' ? 'zh-CN' : 'en']
}
