import { useState } from 'react'
import { readWorkFile } from '../../../domains/judging/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { classes } from '../../ui/class-names.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { FileView } from './file-view.tsx'
import type { SheetReply } from './rubric-slots.ts'
import { useText } from './text.ts'

/** The work under its blind code: its files by letter, then what the form asked. */
export const WorkPane = ({ sheet }: { sheet: SheetReply }) => {
  const t = useText()
  const format = useFormat()
  const { files, fields } = sheet.work
  const [shown, setShown] = useState(files[0]?.fileId ?? 'fields')
  const [zoom, setZoom] = useState(1)
  const file = files.find(one => one.fileId === shown)
  const address = file && addressOf(readWorkFile, { params: { sheetId: sheet.id, fileId: file.fileId } })
  const parts = [
    ...files.map(one => ({ key: one.fileId, label: one.label, says: t('work.file', { letter: one.label }) })),
    ...(fields.length > 0 ? [{ key: 'fields', label: '§', says: t('work.fields') }] : []),
  ]
  return (
    <>
      <nav className="judging-parts" aria-label={t('work.parts')}>
        {parts.map(part => (
          <button
            key={part.key}
            type="button"
            className={classes(part.key === shown && 'is-on')}
            aria-current={part.key === shown}
            onClick={() => setShown(part.key)}
          >
            <i aria-hidden="true" />
            <span aria-hidden="true">{part.label}</span>
            <span className="pl-hidden">{part.says}</span>
          </button>
        ))}
      </nav>
      <div className="judging-work" tabIndex={0} role="region" aria-label={t('work.label', { code: sheet.blindCode })}>
        <div className="judging-work-bar">
          <b className="pl-mono">{sheet.blindCode}</b>
          <span className="pl-muted judging-wide">
            {t('work.blind')}
            {file && ` · ${t('work.file', { letter: file.label })}, ${format.bytes(file.bytes)}`}
          </span>
          <span className="pl-spacer" />
          {file?.mime.startsWith('image/') && (
            <>
              <Button
                size="s"
                variant="quiet"
                icon="zoom-out"
                label={t('work.smaller')}
                onClick={() => setZoom(Math.max(0.5, zoom - 0.25))}
              >
                {''}
              </Button>
              <span className="pl-muted">{format.percent(zoom)}</span>
              <Button
                size="s"
                variant="quiet"
                icon="zoom-in"
                label={t('work.larger')}
                onClick={() => setZoom(Math.min(4, zoom + 0.25))}
              >
                {''}
              </Button>
            </>
          )}
          {address && (
            <Button size="s" variant="quiet" icon="external-link" to={address} download>
              {t('work.open')}
            </Button>
          )}
        </div>
        {file && address ? (
          <FileView key={file.fileId} address={address} file={file} code={sheet.blindCode} zoom={zoom} />
        ) : fields.length > 0 ? (
          <article className="judging-page">
            {fields.map(field => (
              <section key={format.pick(field.label)}>
                <h2>{format.pick(field.label)}</h2>
                <p>{field.value === '' ? t('work.blank') : field.value}</p>
              </section>
            ))}
          </article>
        ) : (
          <Empty title={t('work.noneTitle')}>{t('work.noneBody')}</Empty>
        )}
      </div>
    </>
  )
}
