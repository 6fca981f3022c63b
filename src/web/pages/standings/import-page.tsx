import './standings.css'
import './desk.css'
import { useState } from 'react'
import { importPreview, importScoreTable, resultsDesk } from '../../../domains/standings/contract.ts'
import { inLocale } from '../../i18n/locale.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useConsole } from '../../shell/rail.tsx'
import { Button } from '../../ui/button.tsx'
import { DeskBody, DeskHead } from '../../ui/desk.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { LongWork, Note } from '../../ui/feedback.tsx'
import { Link, useGo } from '../../ui/link.tsx'
import type { Desk } from './desk-types.ts'
import { ImportPreview } from './import-preview.tsx'
import { useText } from './text.ts'

/** Mappings of known table forms; long form needs none. */
const mappings = ['isu-judge-scores'] as const

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.addEventListener('load', () =>
      resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : ''),
    )
    reader.readAsDataURL(file)
  })

interface Chosen {
  name: string
  format: 'csv' | 'xlsx'
  content: string
}

const Import = ({ desk, competitionId }: { desk: Desk; competitionId: string }) => {
  const t = useText()
  const format = useFormat()
  const go = useGo()
  const params = { competitionId }
  const [file, setFile] = useState<Chosen | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const [mapping, setMapping] = useState('')
  const preview = useCommand(importPreview)
  const send = useCommand(importScoreTable, {
    invalidates: [resultsDesk],
    onSuccess: () => go(`/console/${competitionId}/results`),
  })
  useConsole({ title: format.pick(desk.title), note: t('import.title') })
  const bodyOf = (chosen: Chosen, by: string) => ({
    format: chosen.format,
    content: chosen.content,
    mapping: by === '' ? null : by,
  })
  const look = (chosen: Chosen, by: string) => preview.mutate({ params, body: bodyOf(chosen, by) })
  const choose = async (picked: File | undefined) => {
    if (!picked) return
    setTooLarge(picked.size > 20_000_000)
    if (picked.size > 20_000_000) return
    const chosen: Chosen = {
      name: picked.name,
      format: /[.]xlsx$/i.test(picked.name) ? 'xlsx' : 'csv',
      content: await base64Of(picked),
    }
    setFile(chosen)
    look(chosen, mapping)
  }
  const read = preview.data
  return (
    <>
      <DeskHead
        title={t('import.title')}
        note={<Link to={`/console/${competitionId}/results`}>{t('import.back')}</Link>}
      />
      <DeskBody>
        <div className="standings-import">
          {!desk.can.manage && <Note kind="warn">{t('release.readOnly')}</Note>}
          {desk.panels.length > 0 && <Note kind="warn">{t('import.already')}</Note>}
          <div className="standings-import-form">
            <Field
              label={t('import.file')}
              help={file ? file.name : t('import.fileHelp')}
              error={tooLarge ? t('import.tooLarge') : undefined}
            >
              {ids => (
                <input
                  {...ids}
                  className="pl-input"
                  type="file"
                  accept=".csv,.tsv,.txt,.xlsx"
                  onChange={event => void choose(event.target.files?.[0])}
                />
              )}
            </Field>
            <Select
              label={t('import.mapping')}
              help={t('import.mappingHelp')}
              value={mapping}
              onChange={next => {
                setMapping(next)
                if (file) look(file, next)
              }}
              options={[
                { value: '', label: t('import.long') },
                ...(read?.mappings ?? [...mappings]).map(id => ({ value: id, label: t.maybe(`mapping.${id}`) ?? id })),
              ]}
            />
          </div>
          <RefusalNote error={preview.error} />
          {preview.isPending && <LongWork title={t('import.reading')} done={0} total={1} />}
          {read && !preview.isPending && <ImportPreview read={read} />}
          {read && file && (
            <div>
              <RefusalNote error={send.error} />
              <Button
                variant="seal"
                busy={send.isPending}
                disabled={!desk.can.manage || desk.panels.length > 0}
                why={read.mistakesTotal > 0 ? t('import.fixFirst', { count: read.mistakesTotal }) : undefined}
                onClick={() => send.mutate({ params, body: bodyOf(file, mapping) })}
              >
                {t('import.button', { count: read.entries, rows: format.number(read.rows) })}
              </Button>
            </div>
          )}
        </div>
      </DeskBody>
    </>
  )
}

export const view = viewOf('/console/$competitionId/results/import', {
  queries: ({ params }) => [query(resultsDesk, { params })],
  head: ({ data: [desk], locale }) => ({
    title: `${useText.in(locale)('import.title')} · ${inLocale(desk.title, locale)}`,
    noIndex: true,
  }),
  Page: ({ data: [desk], params }) => <Import desk={desk} competitionId={params.competitionId} />,
})
