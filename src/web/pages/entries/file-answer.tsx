import { useEffect, useRef } from 'react'
import { type FormField, mediaTypesOf, textIn } from '../../../domains/competitions/form-fields.ts'
import { readUpload } from '../../../domains/media/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { FileField, UploadRow, useUpload } from '../../ui/upload.tsx'
import { useText } from './text.ts'

/** A file that has arrived; its name is asked once, for it may come from another day. */
const Arrived = ({ fileId, onRemove }: { fileId: string; onRemove: (() => void) | undefined }) => {
  const t = useText()
  const { clock } = useSite()
  const file = useQueryOf(readUpload, { params: { fileId } })
  const gone = file.error?.status === 404 || file.data?.state === 'removed'
  return (
    <UploadRow
      name={file.data?.name ?? t(gone ? 'form.fileGone' : 'form.file')}
      bytes={file.data?.bytes ?? 0}
      state={gone ? { kind: 'failed', why: t('form.fileGoneNote') } : { kind: 'done', at: clock.now().toISOString() }}
      {...(onRemove ? { onRemove } : {})}
    />
  )
}

/** Files of one question. Sending goes on where it stopped, also after a reload. */
export const FileAnswer = ({
  competitionId,
  field,
  files,
  onChange,
  onLeave,
  error,
  disabled = false,
}: {
  competitionId: string
  field: Extract<FormField, { kind: 'file' }>
  files: readonly string[]
  onChange: (value: unknown) => void
  onLeave: () => void
  error: string | undefined
  disabled?: boolean
}) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const latest = useRef(files)
  useEffect(() => {
    latest.current = files
  }, [files])
  const set = (next: readonly string[]) => {
    latest.current = next
    onChange([...next])
    onLeave()
  }
  const { uploads, add } = useUpload({
    endpoint: '/api/uploads',
    metadata: () => ({ purpose: 'entry', competitionId, field: field.key }),
    onDone: ({ fileId }) => set([...latest.current.filter(one => one !== fileId), fileId]),
  })
  const underWay = uploads.filter(upload => upload.state.kind !== 'done')
  const room = field.maxFiles - files.length - underWay.length
  const kinds = field.types.map(kind => t(`fileKind.${kind}`)).join(t('form.listComma'))
  const hint = t('form.fileHint', { kinds, size: format.bytes(field.maxBytes) })
  const label = textIn(field.label, locale)
  return (
    <div className="entries-files">
      {room > 0 && !disabled ? (
        <FileField
          label={label}
          hint={hint}
          help={textIn(field.help, locale) || undefined}
          optional={!field.required}
          error={error}
          accept={mediaTypesOf(field.types).join(',')}
          limit={field.maxBytes}
          many={field.maxFiles > 1}
          onFiles={given => void add(given.slice(0, room))}
        />
      ) : (
        <div className="pl-field-label">
          <span>{label}</span>
          <span>{hint}</span>
        </div>
      )}
      {files.map(fileId => (
        <Arrived
          key={fileId}
          fileId={fileId}
          onRemove={disabled ? undefined : () => set(files.filter(one => one !== fileId))}
        />
      ))}
      {underWay.map(upload => (
        <UploadRow
          key={upload.id}
          name={upload.name}
          bytes={upload.bytes}
          state={upload.state}
          onPause={upload.pause}
          onResume={upload.resume}
          onRemove={upload.remove}
        />
      ))}
    </div>
  )
}
