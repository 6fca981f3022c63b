import type { ReactNode } from 'react'
import type { z } from 'zod'
import { type FormField, textIn } from '../../../domains/competitions/form-fields.ts'
import type { fileView } from '../../../domains/media/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Mono } from '../../ui/text.tsx'
import { useText } from './text.ts'

type File = z.infer<typeof fileView>

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Tells answers in words: options by their label, files as links, documents by type and number. */
export const useAnswerText = () => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  return (field: FormField, value: unknown, files: readonly File[]): ReactNode => {
    if (value === undefined || value === null || value === '')
      return <span className="pl-muted">{t('answer.none')}</span>
    switch (field.kind) {
      case 'choice':
      case 'multiple': {
        const chosen: unknown[] = Array.isArray(value) ? value : [value]
        return field.options
          .filter(option => chosen.includes(option.value))
          .map(option => textIn(option.label, locale))
          .join(t('form.listComma'))
      }
      case 'consent':
        return t(value === true ? 'answer.agreed' : 'answer.notAgreed')
      case 'file': {
        const ids: unknown[] = Array.isArray(value) ? value : [value]
        const named = files.filter(file => ids.includes(file.id))
        if (named.length === 0) return t('answer.files', { count: ids.length })
        return named.map(file => (
          <span key={file.id} className="entries-file-link">
            <a className="pl-link" href={file.url} target="_blank" rel="noreferrer">
              {file.name}
            </a>{' '}
            <span className="pl-muted">{format.bytes(file.bytes)}</span>
          </span>
        ))
      }
      case 'id-document': {
        if (typeof value !== 'object' || !('type' in value) || !('number' in value)) return null
        return (
          <>
            {t.maybe(`document.${String(value.type)}`)} <Mono>{String(value.number)}</Mono>
          </>
        )
      }
      case 'number':
        return [plain(value), textIn(field.unit, locale)].filter(Boolean).join(' ')
      case 'text':
      case 'long-text':
      case 'email':
      case 'phone':
      case 'date':
      case 'url':
        return <span className="entries-answer-text">{plain(value)}</span>
    }
  }
}
