import type { Bilingual } from '../../kernel/contract.ts'
import { type FileKind, type FormField, mediaTypesOf } from '../competitions/form-fields.ts'
import { extensionsOf, type FileType, typesOfMedia } from '../media/index.ts'

/** The slot of files that belong to no field of the form. */
export const looseSlot = 'files'

/** A place for files: a file field of the form, or the loose ones beside it. */
export interface Slot {
  key: string
  /** Null for the loose slot, whose words are the page's. */
  label: Bilingual | null
  help: Bilingual | null
  types: FileType[]
  extensions: string[]
  maxBytes: number
  most: number
  required: boolean
}

export interface FileRules {
  most: number
  maxBytes: number
  kinds: readonly FileKind[]
}

/** Every slot of a window, fields first. */
export function slotsOf(fields: readonly FormField[], rules: FileRules): Slot[] {
  const slots: Slot[] = fields
    .filter(field => field.kind === 'file')
    .map(field => ({
      key: field.key,
      label: field.label,
      help: field.help ?? null,
      ...typesOf(field.types),
      maxBytes: field.maxBytes,
      most: field.maxFiles,
      required: field.required,
    }))
  if (rules.most > 0 && rules.kinds.length > 0)
    slots.push({
      key: looseSlot,
      label: null,
      help: null,
      ...typesOf(rules.kinds),
      maxBytes: rules.maxBytes,
      most: rules.most,
      // A window without any other way to hand something in asks for at least one file.
      required: fields.length === 0 || slots.length === 0,
    })
  return slots
}

function typesOf(kinds: readonly FileKind[]): { types: FileType[]; extensions: string[] } {
  const types = typesOfMedia(mediaTypesOf(kinds))
  return { types, extensions: extensionsOf(types) }
}

/** The form without its file fields: what is answered, not uploaded. */
export function questionsOf(fields: readonly FormField[]): FormField[] {
  return fields.filter(field => field.kind !== 'file')
}
