import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { monotonicMs } from '../../kernel/clock.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useSite } from '../site.tsx'
import { uploadFailure } from '../upload/upload-failure.ts'
import { Button, IconButton } from './button.tsx'
import { classes } from './class-names.ts'
import { Field, type FieldFrame } from './field.tsx'
import { Icon } from './icon.tsx'
import { Bar } from './scale.tsx'

/** A place to drop or choose files. `limit` in bytes is said beside the label; larger files are refused before sending. */
export const FileField = ({
  onFiles,
  accept,
  limit,
  many,
  disabled,
  error,
  ...frame
}: FieldFrame & {
  onFiles: (files: File[]) => void
  accept?: string
  limit?: number
  many?: boolean
  disabled?: boolean
}) => {
  const t = useWords()
  const format = useFormat()
  const [over, setOver] = useState(false)
  const [tooLarge, setTooLarge] = useState<string | undefined>(undefined)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])]
    const large = limit === undefined ? undefined : files.find(file => file.size > limit)
    setTooLarge(
      large && limit !== undefined
        ? t('load.tooLarge', { size: format.bytes(large.size), limit: format.bytes(limit) })
        : undefined,
    )
    const fine = limit === undefined ? files : files.filter(file => file.size <= limit)
    if (fine.length > 0) onFiles(fine)
  }
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    setOver(inside)
  }
  return (
    <Field
      {...frame}
      error={tooLarge ?? error}
      hint={frame.hint ?? (limit === undefined ? undefined : t('field.fileLimit', { limit: format.bytes(limit) }))}
    >
      {ids => (
        <div
          className={classes('pl-file', over && 'is-over')}
          onDragOver={event => drag(event, true)}
          onDragLeave={event => drag(event, false)}
          onDrop={event => {
            drag(event, false)
            take(event.dataTransfer.files)
          }}
        >
          <Icon name="upload" />
          <span>{t('field.dropHere')}</span>
          <input
            {...ids}
            type="file"
            accept={accept}
            multiple={many}
            disabled={disabled}
            onChange={event => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
        </div>
      )}
    </Field>
  )
}

export type UploadState =
  | { kind: 'waiting' }
  | { kind: 'sending'; sent: number; leftMs: number }
  | { kind: 'paused'; sent: number }
  | { kind: 'done'; at: string }
  | { kind: 'failed'; why: string }

/** One file on its way: share, what is left in bytes and time, pause, resume, remove. */
export const UploadRow = ({
  name,
  bytes,
  state,
  onPause,
  onResume,
  onRemove,
  children,
}: {
  name: string
  bytes: number
  state: UploadState
  onPause?: () => void
  onResume?: () => void
  onRemove?: () => void
  children?: ReactNode
}) => {
  const t = useWords()
  const format = useFormat()
  const size = format.bytes(bytes)
  const sent = state.kind === 'sending' || state.kind === 'paused' ? state.sent : 0
  const words = () => {
    if (state.kind === 'sending')
      return t('load.uploading', { sent: format.bytes(sent), size, left: format.span(state.leftMs) })
    if (state.kind === 'paused') return t('load.uploadPaused', { sent: format.bytes(sent), size })
    if (state.kind === 'done') return `${size} · ${t('load.uploaded', { time: format.timeExact(state.at) })}`
    if (state.kind === 'failed') return state.why
    return size
  }
  return (
    <div className="pl-upload">
      <span className="pl-upload-kind">
        <Icon name={state.kind === 'done' ? 'check' : state.kind === 'failed' ? 'alert-circle' : 'file'} />
      </span>
      <span>
        <b>{name}</b>
        {(state.kind === 'sending' || state.kind === 'paused') && (
          <Bar share={sent / Math.max(1, bytes)} label={name} />
        )}
        <small role="status" className={state.kind === 'failed' ? 'pl-tone-bad' : undefined}>
          {words()}
        </small>
        {children}
      </span>
      <span className="pl-row">
        {state.kind === 'sending' && onPause && (
          <Button size="s" variant="quiet" icon="player-pause" onClick={onPause}>
            {t('action.pause')}
          </Button>
        )}
        {(state.kind === 'paused' || state.kind === 'failed') && onResume && (
          <Button size="s" icon="refresh" onClick={onResume}>
            {t(state.kind === 'paused' ? 'action.resume' : 'action.retry')}
          </Button>
        )}
        {onRemove && <IconButton icon="x" label={t('action.remove')} size="s" onClick={onRemove} />}
      </span>
    </div>
  )
}

export interface Upload {
  id: string
  name: string
  bytes: number
  state: UploadState
  /** Address the server gave the upload; names the file once it is done. */
  url?: string
  pause: () => void
  resume: () => void
  remove: () => void
}

/**
 * Resumable sending (tus). The program for it is loaded with the first file. A file that was begun before a reload is taken
 * up where it stopped. `onDone` gets the upload's address, from which the media domain knows the file.
 */
export const useUpload = (options: {
  endpoint: string
  metadata: (file: File) => Record<string, string>
  onDone: (done: { url: string; file: File; fileId: string }) => void
}) => {
  const { clock, locale } = useSite()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const change = (id: string, part: Partial<Upload>) =>
    setUploads(current => current.map(upload => (upload.id === id ? { ...upload, ...part } : upload)))
  const drop = (id: string) => setUploads(current => current.filter(upload => upload.id !== id))

  const add = async (files: readonly File[]): Promise<void> => {
    const tus = await import('tus-js-client')
    for (const file of files) {
      const id = `${file.name} ${file.size} ${String(monotonicMs())}`
      let began = monotonicMs()
      let beganAt = 0
      let sent = 0
      const upload = new tus.Upload(file, {
        endpoint: latest.current.endpoint,
        metadata: { filename: file.name, filetype: file.type, ...latest.current.metadata(file) },
        chunkSize: 5_000_000,
        retryDelays: [0, 1000, 3000, 8000, 20_000],
        removeFingerprintOnSuccess: true,
        onProgress: (now, total) => {
          sent = now
          const rate = (now - beganAt) / Math.max(1, monotonicMs() - began)
          change(id, { state: { kind: 'sending', sent: now, leftMs: rate > 0 ? (total - now) / rate : 0 } })
        },
        onSuccess: () => {
          const url = upload.url ?? ''
          change(id, { url, state: { kind: 'done', at: clock.now().toISOString() } })
          latest.current.onDone({ url, file, fileId: url.split('/').at(-1) ?? '' })
        },
        onError: error => void uploadFailure(error, locale).then(why => change(id, { state: { kind: 'failed', why } })),
      })
      const start = () => {
        began = monotonicMs()
        beganAt = sent
        upload.start()
      }
      setUploads(current => [
        ...current,
        {
          id,
          name: file.name,
          bytes: file.size,
          state: { kind: 'waiting' },
          pause: () => void upload.abort().then(() => change(id, { state: { kind: 'paused', sent } })),
          resume: start,
          remove: () =>
            void upload
              .abort(true)
              .catch(() => undefined)
              .then(() => drop(id)),
        },
      ])
      const earlier = await upload.findPreviousUploads()
      if (earlier[0]) upload.resumeFromPreviousUpload(earlier[0])
      start()
    }
  }
  return { uploads, add }
}
