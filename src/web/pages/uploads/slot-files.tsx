import { useEffect, useRef } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { FileField, UploadRow, useUpload } from '../../ui/upload.tsx'
import { useText } from './text.ts'
import type { Desk, PlacedFile, Slot } from './types.ts'

/** The files of one slot: what has arrived, what is on its way, and a place for more while there is room. */
export const SlotFiles = ({
  desk,
  slot,
  files,
  error,
  onChange,
  onUnderWay,
}: {
  desk: Desk
  slot: Slot
  files: readonly PlacedFile[]
  error: string | undefined
  onChange: (change: (files: readonly PlacedFile[]) => PlacedFile[]) => void
  onUnderWay: (slot: string, count: number) => void
}) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const { uploads, add } = useUpload({
    endpoint: '/api/uploads',
    metadata: () => ({ purpose: 'work', entryId: desk.entry.id, windowId: desk.window.id, slot: slot.key }),
    onDone: ({ fileId, file }) =>
      onChange(current => [
        ...current.filter(one => one.id !== fileId),
        { slot: slot.key, id: fileId, name: file.name, bytes: file.size, arrivedAt: clock.now().toISOString() },
      ]),
  })
  const underWay = uploads.filter(upload => upload.state.kind !== 'done')
  const sending = underWay.filter(upload => upload.state.kind !== 'failed').length
  const tell = useRef(onUnderWay)
  useEffect(() => {
    tell.current(slot.key, sending)
  }, [sending, slot.key])
  const room = slot.most - files.length - underWay.length
  const label = slot.label ? format.pick(slot.label) : t('files.loose')
  const hint = t('files.hint', { size: format.bytes(slot.maxBytes) })
  const help = [
    ...(slot.help ? [format.pick(slot.help)] : []),
    ...(slot.most > 1 ? [t('files.upTo', { count: slot.most })] : []),
    slot.extensions.join(' '),
  ].join(' · ')
  return (
    <div className="uploads-files" data-question={`files.${slot.key}`}>
      {desk.can.submit && room > 0 ? (
        <FileField
          label={label}
          hint={hint}
          help={help}
          optional={!slot.required}
          error={error}
          accept={slot.extensions.join(',')}
          limit={slot.maxBytes}
          many={slot.most > 1}
          onFiles={given => void add(given.slice(0, room))}
        />
      ) : (
        <div className="pl-field-label">
          <span>{label}</span>
          <span>{hint}</span>
        </div>
      )}
      {files.map(file => (
        <UploadRow
          key={file.id}
          name={file.name}
          bytes={file.bytes}
          state={{ kind: 'done', at: file.arrivedAt }}
          {...(desk.can.submit
            ? { onRemove: () => onChange(current => current.filter(one => one.id !== file.id)) }
            : {})}
        >
          <a className="pl-link pl-small" href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
            {t('files.open')}
          </a>
        </UploadRow>
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
      {error && room <= 0 && <div className="pl-hint pl-hint-bad">{error}</div>}
    </div>
  )
}
