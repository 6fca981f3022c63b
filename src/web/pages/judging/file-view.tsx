import { useEffect, useState } from 'react'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Note, TableSkeleton } from '../../ui/feedback.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { csvRows } from './csv-rows.ts'
import type { SheetReply } from './rubric-slots.ts'
import { useText } from './text.ts'
import { turnEvent } from './use-desk-keys.ts'

type WorkFile = SheetReply['work']['files'][number]

/** The most of a text file that is laid out; the rest can be downloaded. */
const mostCharacters = 400_000

const useFileText = (address: string): { text: string } | { failed: true } | null => {
  const [state, setState] = useState<{ text: string } | { failed: true } | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    fetch(address, { signal: stop.signal })
      .then(async reply => setState(reply.ok ? { text: await reply.text() } : { failed: true }))
      .catch(() => {
        if (!stop.signal.aborted) setState({ failed: true })
      })
    return () => stop.abort()
  }, [address])
  return state
}

const TextView = ({ address, file, code }: { address: string; file: WorkFile; code: string }) => {
  const t = useText()
  const loaded = useFileText(address)
  if (loaded === null) return <TableSkeleton rows={8} columns="1fr" />
  if ('failed' in loaded) return <Note kind="bad">{t('work.failed')}</Note>
  const text = loaded.text.slice(0, mostCharacters)
  const cut = loaded.text.length > mostCharacters
  const rows = file.mime === 'text/csv' ? csvRows(text, 500) : null
  return (
    <article className="judging-page is-wide">
      {rows ? (
        <RuledTable caption={`${code} ${file.label}`} dense minWidth={480}>
          <thead>
            <tr>
              {(rows[0] ?? []).map((cell, index) => (
                <th key={`head ${String(index)}`}>{cell}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(1).map((row, line) => (
              <tr key={`line ${String(line)}`}>
                {row.map((cell, index) => (
                  <td key={`cell ${String(index)}`}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </RuledTable>
      ) : (
        <pre>{text}</pre>
      )}
      {(cut || (rows?.length ?? 0) >= 500) && <p className="pl-muted">{t('work.cut')}</p>}
    </article>
  )
}

/** The browser's viewer; it takes a page only when it opens, so turning a page by key opens it again. */
const PdfView = ({ address, name }: { address: string; name: string }) => {
  const [page, setPage] = useState(1)
  useEffect(() => {
    const turn = (event: Event) => {
      const by: unknown = event instanceof CustomEvent ? event.detail : 0
      if (typeof by === 'number') setPage(now => Math.max(1, now + by))
    }
    window.addEventListener(turnEvent, turn)
    return () => window.removeEventListener(turnEvent, turn)
  }, [])
  return (
    <iframe
      key={page}
      className="judging-pdf"
      src={`${address}#navpanes=0&view=FitH&page=${String(page)}`}
      title={name}
    />
  )
}

/** A file inside the desk: PDF in the browser's own viewer, pictures, text and tables; others are downloaded. */
export const FileView = ({
  address,
  file,
  code,
  zoom,
}: {
  address: string
  file: WorkFile
  code: string
  zoom: number
}) => {
  const t = useText()
  const format = useFormat()
  const name = `${code} ${file.label}`
  if (file.mime === 'application/pdf') return <PdfView address={address} name={name} />
  if (file.mime.startsWith('image/'))
    return <img className="judging-picture" src={address} alt={name} style={{ width: `${zoom * 100}%` }} />
  if (file.mime === 'text/plain' || file.mime === 'text/csv')
    return <TextView address={address} file={file} code={code} />
  return (
    <Empty
      title={t('work.file', { letter: file.label })}
      action={
        <Button icon="download" to={address} download>
          {t('work.download', { size: format.bytes(file.bytes) })}
        </Button>
      }
    >
      {t('work.notShown')}
    </Empty>
  )
}
