import type { Mistake } from '../../kernel/errors.ts'
import { type FormField, type FormFields, isPersonal, mediaTypesOf } from './form-schema.ts'
import { checkIdDocument } from './id-document.ts'

/** What is known about an uploaded file a field refers to, by file id. */
export interface AnswerFile {
  mime: string
  bytes: number
}

export type AnswerValue = string | number | boolean | string[] | { type: string; number: string }
export type Answers = Record<string, AnswerValue>

export type Checked =
  | {
      ok: true /** Open answers by field key. */
      answers: Answers /** Answers to encrypt, by field key. */
      personal: Answers
    }
  | { ok: false /** `path` is the field key. */; mistakes: Mistake[] }

/**
 * Checks answers against a form, the same in browser and server. Text is trimmed and put in NFC; an empty answer is no
 * answer and is left out of the reply. Keys the form does not have are left out too, so that a draft of an earlier form
 * version is not stuck. `files` (id → type and size) adds the checks on uploaded files; without it only their number is
 * checked. Lengths count characters as people do: 𠮷 is one.
 */
export function checkAnswers(
  fields: FormFields,
  given: Readonly<Record<string, unknown>>,
  options: { files?: ReadonlyMap<string, AnswerFile> } = {},
): Checked {
  const mistakes: Mistake[] = []
  const answers: Answers = {}
  const personal: Answers = {}
  for (const field of fields) {
    const answer = checkField(field, Object.hasOwn(given, field.key) ? given[field.key] : undefined, options.files)
    if ('code' in answer) mistakes.push({ path: field.key, ...answer })
    else if (answer.value !== undefined) (isPersonal(field) ? personal : answers)[field.key] = answer.value
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, answers, personal }
}

type Verdict = { value: AnswerValue | undefined } | { code: string; params?: Record<string, unknown> }

const wrong = (code: string, params?: Record<string, unknown>): Verdict =>
  params ? { code: `competitions.form.${code}`, params } : { code: `competitions.form.${code}` }

function checkField(field: FormField, given: unknown, files: ReadonlyMap<string, AnswerFile> | undefined): Verdict {
  const answer = tidy(given)
  if (field.kind === 'consent') return checkConsent(field.required, answer)
  if (answer === undefined) return field.required ? wrong('required') : { value: undefined }
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return checkText(field, answer)
    case 'number':
      return checkNumber(field, answer)
    case 'choice':
      return typeof answer === 'string' && field.options.some(one => one.value === answer)
        ? { value: answer }
        : wrong('not-an-option')
    case 'multiple':
      return checkMultiple(field, answer)
    case 'date':
      return checkDate(field, answer)
    case 'file':
      return checkFiles(field, answer, files)
    case 'email':
      return typeof answer === 'string' && answer.length <= 254 && emailShape.test(answer)
        ? { value: answer }
        : wrong('not-an-email')
    case 'phone':
      return checkPhone(answer)
    case 'url':
      return checkUrl(answer)
    case 'id-document':
      return checkIdDocument(field.documents, answer)
  }
}

/** Trims, composes, and makes every way of leaving a field empty the same. */
function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim() || undefined
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined
  return value
}

function checkConsent(required: boolean, answer: unknown): Verdict {
  if (answer === true) return { value: true }
  if (answer !== undefined && answer !== false) return wrong('not-a-consent')
  return required ? wrong('consent-needed') : { value: undefined }
}

const letters = (text: string): number => Array.from(text).length

function checkText(field: Extract<FormField, { kind: 'text' | 'long-text' }>, answer: unknown): Verdict {
  if (typeof answer !== 'string') return wrong('not-text')
  if (!answer.isWellFormed()) return wrong('not-text')
  if (field.kind === 'text' && /[\n\r]/.test(answer)) return wrong('one-line-only')
  const length = letters(answer)
  if (length < (field.minLength ?? 0)) return wrong('too-short', { least: field.minLength, given: length })
  if (length > field.maxLength) return wrong('too-long', { most: field.maxLength, given: length })
  if (field.kind === 'text' && field.only === 'digits' && !/^\d+$/.test(answer)) return wrong('digits-only')
  if (field.kind === 'text' && field.only === 'letters-digits' && !/^[A-Za-z0-9]+$/.test(answer))
    return wrong('letters-digits-only')
  return { value: answer }
}

function checkNumber(field: Extract<FormField, { kind: 'number' }>, answer: unknown): Verdict {
  const written = typeof answer === 'number' ? String(answer) : answer
  if (typeof written !== 'string' || !/^-?\d{1,15}(\.\d{1,9})?$/.test(written)) return wrong('not-a-number')
  const decimals = written.split('.')[1]?.length ?? 0
  if (decimals > field.decimals) return wrong('too-many-decimals', { most: field.decimals })
  const value = Number(written)
  if (field.min !== undefined && value < field.min) return wrong('too-small', { least: field.min, given: value })
  if (field.max !== undefined && value > field.max) return wrong('too-large', { most: field.max, given: value })
  return { value: value === 0 ? 0 : value }
}

function checkMultiple(field: Extract<FormField, { kind: 'multiple' }>, answer: unknown): Verdict {
  if (!Array.isArray(answer)) return wrong('not-an-option')
  const chosen = field.options.map(one => one.value).filter(value => answer.includes(value))
  if (chosen.length !== new Set(answer).size) return wrong('not-an-option')
  const least = Math.max(field.atLeast ?? 0, field.required ? 1 : 0)
  if (chosen.length < least) return wrong('too-few-chosen', { least, given: chosen.length })
  if (field.atMost !== undefined && chosen.length > field.atMost)
    return wrong('too-many-chosen', { most: field.atMost, given: chosen.length })
  return { value: chosen }
}

function checkDate(field: Extract<FormField, { kind: 'date' }>, answer: unknown): Verdict {
  if (typeof answer !== 'string' || !isCalendarDay(answer)) return wrong('not-a-date')
  if (field.from && answer < field.from) return wrong('too-early', { least: field.from, given: answer })
  if (field.until && answer > field.until) return wrong('too-late', { most: field.until, given: answer })
  return { value: answer }
}

/** A day of the proleptic Gregorian calendar as `yyyy-mm-dd`. */
function isCalendarDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return false
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return year >= 1 && days !== undefined && dayOfMonth >= 1 && dayOfMonth <= days
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function checkFiles(
  field: Extract<FormField, { kind: 'file' }>,
  answer: unknown,
  files: ReadonlyMap<string, AnswerFile> | undefined,
): Verdict {
  const ids: unknown[] = Array.isArray(answer) ? answer : [answer]
  const named = ids.filter((id): id is string => typeof id === 'string' && uuidShape.test(id))
  if (named.length < ids.length || new Set(named).size < named.length) return wrong('not-a-file')
  if (named.length > field.maxFiles) return wrong('too-many-files', { most: field.maxFiles, given: named.length })
  const allowed = mediaTypesOf(field.types)
  for (const id of files ? named : []) {
    const file = files?.get(id)
    if (!file) return wrong('not-a-file')
    if (file.bytes > field.maxBytes) return wrong('file-too-large', { most: field.maxBytes, given: file.bytes })
    if (!allowed.includes(file.mime)) return wrong('file-type', { types: field.types, given: file.mime })
  }
  return { value: named }
}

const emailShape = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+\.[^\s@.<>(),;:"[\]\\]{2,}$/

/** Digits with an optional country code; spaces, dashes and brackets are dropped. 5 to 15 digits (ITU-T E.164). */
function checkPhone(answer: unknown): Verdict {
  if (typeof answer !== 'string') return wrong('not-a-phone')
  const digits = answer.replace(/[\s().-]/g, '')
  return /^\+?\d{5,15}$/.test(digits) ? { value: digits } : wrong('not-a-phone')
}

function checkUrl(answer: unknown): Verdict {
  if (typeof answer !== 'string' || answer.length > 2_000 || !URL.canParse(answer)) return wrong('not-a-url')
  const url = new URL(answer)
  return ['http:', 'https:'].includes(url.protocol) && url.username === '' ? { value: url.href } : wrong('not-a-url')
}
