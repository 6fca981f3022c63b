import { z } from 'zod'

/** Browser-safe: the form builder, the entry page and the server read the same definition. */

/** The name an answer is stored under. It outlives changes of the label. */
export const fieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

const label = z.strictObject({ 'zh-CN': z.string().trim().max(200), en: z.string().trim().max(200) })
const help = z.strictObject({ 'zh-CN': z.string().trim().max(1_000), en: z.string().trim().max(1_000) })

const common = {
  key: fieldKey,
  label,
  help: help.optional(),
  required: z.boolean().default(true),
  /** Personal answers are kept apart from the others and encrypted at rest; only reviewers open them. */
  personal: z.boolean().default(false),
}

const option = z.strictObject({ value: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,59}$/i), label })
const options = z.array(option).min(1).max(100)
const day = z.iso.date()

/** Names of file kinds an organiser can allow; what they mean as media types is in `fileTypes`. */
export const fileKinds = ['pdf', 'image', 'document', 'sheet', 'slides', 'archive', 'audio', 'video', 'text'] as const
export type FileKind = (typeof fileKinds)[number]

export const formField = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...common,
    minLength: z.int().min(0).max(500).optional(),
    maxLength: z.int().min(1).max(500).default(120),
    /** Only digits, or letters and digits: student numbers and the like. */
    only: z.enum(['digits', 'letters-digits']).optional(),
  }),
  z.strictObject({
    kind: z.literal('long-text'),
    ...common,
    minLength: z.int().min(0).max(20_000).optional(),
    maxLength: z.int().min(1).max(20_000).default(2_000),
  }),
  z.strictObject({
    kind: z.literal('number'),
    ...common,
    min: z.number().min(-1e12).max(1e12).optional(),
    max: z.number().min(-1e12).max(1e12).optional(),
    decimals: z.int().min(0).max(6).default(0),
    unit: label.optional(),
  }),
  z.strictObject({ kind: z.literal('choice'), ...common, options }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...common,
    options,
    atLeast: z.int().min(0).max(100).optional(),
    atMost: z.int().min(1).max(100).optional(),
  }),
  z.strictObject({ kind: z.literal('date'), ...common, from: day.optional(), until: day.optional() }),
  z.strictObject({
    kind: z.literal('file'),
    ...common,
    types: z.array(z.enum(fileKinds)).min(1).max(fileKinds.length),
    maxFiles: z.int().min(1).max(20).default(1),
    /** Of one file. At most 2 GiB. */
    maxBytes: z
      .int()
      .min(1_024)
      .max(2 * 1024 ** 3)
      .default(10 * 1024 ** 2),
  }),
  /** A statement to agree to. The text is the label with its help; a required one must be agreed to. */
  z.strictObject({ kind: z.literal('consent'), ...common, version: z.string().max(40).default('1') }),
  z.strictObject({ kind: z.literal('email'), ...common }),
  z.strictObject({ kind: z.literal('phone'), ...common }),
  z.strictObject({ kind: z.literal('url'), ...common }),
  /** An identity document: its type and number. Personal whatever the form says. */
  z.strictObject({
    kind: z.literal('id-document'),
    ...common,
    personal: z.literal(true).default(true),
    documents: z
      .array(z.enum(['resident-id', 'passport', 'residence-permit', 'other']))
      .min(1)
      .default(['resident-id', 'passport', 'residence-permit', 'other']),
  }),
])
export type FormField = z.output<typeof formField>
export type FieldKind = FormField['kind']
export type IdDocumentType = Extract<FormField, { kind: 'id-document' }>['documents'][number]

export const formFields = z
  .array(formField)
  .max(60)
  .superRefine((fields, context) => {
    const seen = new Set<string>()
    fields.forEach((field, index) => {
      if (seen.has(field.key)) context.addIssue({ code: 'custom', path: [index, 'key'], message: 'key-used-twice' })
      seen.add(field.key)
      for (const message of contradictions(field)) context.addIssue({ code: 'custom', path: [index], message })
    })
  })
export type FormFields = z.output<typeof formFields>
export type FormFieldsInput = z.input<typeof formFields>

/** Limits that no answer could keep. */
function contradictions(field: FormField): string[] {
  const wrong: string[] = []
  if ((field.kind === 'text' || field.kind === 'long-text') && (field.minLength ?? 0) > field.maxLength)
    wrong.push('least-above-most')
  if (field.kind === 'number' && field.min !== undefined && field.max !== undefined && field.min > field.max)
    wrong.push('least-above-most')
  if (field.kind === 'date' && field.from && field.until && field.from > field.until) wrong.push('least-above-most')
  if (field.kind === 'choice' || field.kind === 'multiple') {
    if (new Set(field.options.map(one => one.value)).size < field.options.length) wrong.push('option-used-twice')
  }
  if (field.kind === 'multiple') {
    const atMost = field.atMost ?? field.options.length
    if ((field.atLeast ?? 0) > Math.min(atMost, field.options.length)) wrong.push('least-above-most')
  }
  return wrong
}

/** A field a person sees as text in their language; the other language where one is empty. */
export function textIn(text: { 'zh-CN': string; en: string } | undefined, locale: 'zh-CN' | 'en'): string {
  if (!text) return ''
  return text[locale] || text[locale === 'en' ? 'zh-CN' : 'en']
}

/** Whether an answer to this field belongs with the encrypted ones. */
export function isPersonal(field: FormField): boolean {
  return field.personal
}

/** Media types a file kind stands for. */
export const fileTypes: Record<FileKind, readonly string[]> = {
  pdf: ['application/pdf'],
  image: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
  document: [
    'application/pdf',
    'application/msword',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.oasis.opendocument.text',
  ],
  sheet: [
    'text/csv',
    'application/vnd.ms-excel',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.oasis.opendocument.spreadsheet',
  ],
  slides: [
    'application/pdf',
    'application/vnd.ms-powerpoint',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  archive: ['application/zip', 'application/gzip', 'application/x-7z-compressed', 'application/x-tar'],
  audio: ['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4', 'audio/flac'],
  video: ['video/mp4', 'video/webm', 'video/quicktime'],
  text: ['text/plain', 'text/markdown', 'text/csv', 'application/json'],
}

/** Every media type some file kinds allow, each once. */
export function mediaTypesOf(kinds: readonly FileKind[]): string[] {
  return [...new Set(kinds.flatMap(kind => fileTypes[kind]))]
}
