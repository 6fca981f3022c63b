import type { FieldKind, FormField } from '../../../../domains/competitions/form-fields.ts'

/** In the order an organiser meets them. */
export const builderKinds: readonly FieldKind[] = [
  'text',
  'long-text',
  'number',
  'choice',
  'multiple',
  'date',
  'file',
  'consent',
  'email',
  'phone',
  'url',
  'id-document',
]

const empty = { 'zh-CN': '', en: '' }

/** The first free name `text_1`, `text_2` …: answers are kept under it, so it never changes again. */
const freeKey = (kind: FieldKind, fields: readonly FormField[]): string => {
  const stem = kind.replace(/-/g, '_')
  for (let count = 1; ; count += 1) {
    const key = `${stem}_${count}`
    if (!fields.some(field => field.key === key)) return key
  }
}

/** A new field of a kind with its usual limits. */
export const blankField = (kind: FieldKind, fields: readonly FormField[]): FormField => {
  const common = { key: freeKey(kind, fields), label: empty, required: true, personal: false }
  const options = [{ value: 'a', label: empty }]
  switch (kind) {
    case 'text':
      return { kind, ...common, maxLength: 120 }
    case 'long-text':
      return { kind, ...common, maxLength: 2_000 }
    case 'number':
      return { kind, ...common, decimals: 0 }
    case 'choice':
      return { kind, ...common, options }
    case 'multiple':
      return { kind, ...common, options }
    case 'file':
      return { kind, ...common, types: ['pdf', 'image'], maxFiles: 1, maxBytes: 10 * 1024 ** 2 }
    case 'consent':
      return { kind, ...common, version: '1' }
    case 'id-document':
      return { kind, ...common, personal: true, documents: ['resident-id', 'passport', 'residence-permit', 'other'] }
    case 'phone':
      return { kind, ...common, personal: true }
    case 'date':
      return { kind, ...common }
    case 'email':
      return { kind, ...common }
    case 'url':
      return { kind, ...common }
  }
}
