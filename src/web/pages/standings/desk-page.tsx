import './standings.css'
import './desk.css'
import { useState } from 'react'
import { compute, exportResults, resultsDesk } from '../../../domains/standings/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { inLocale } from '../../i18n/locale.ts'
import { viewOf } from '../../page.ts'
import { query, useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useConsole } from '../../shell/rail.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { DeskBody, DeskHead } from '../../ui/desk.tsx'
import { Empty, Note } from '../../ui/feedback.tsx'
import { Row } from '../../ui/layout.tsx'
import { DeskRanking } from './desk-ranking.tsx'
import { type Desk, newestOf, type Run } from './desk-types.ts'
import { type Mistake, MistakeTable } from './mistake-table.tsx'
import { Objections } from './objections.tsx'
import { Release } from './release.tsx'
import { Runs } from './runs.tsx'
import { Severity } from './severity.tsx'
import { useText } from './text.ts'

const chips: Record<Run['state'], ChipKind> = {
  computed: 'held',
  provisional: 'progress',
  final: 'confirmed',
  withdrawn: 'rejected',
  replaced: 'draft',
}

const ResultsDesk = ({ desk, competitionId }: { desk: Desk; competitionId: string }) => {
  const t = useText()
  const format = useFormat()
  const params = { competitionId }
  const [mistakes, setMistakes] = useState<Mistake[] | null>(null)
  const [unchanged, setUnchanged] = useState(false)
  const [compareTo, setCompareTo] = useState('')
  const run = useCommand(compute, {
    invalidates: [resultsDesk],
    onSuccess: reply => {
      setMistakes(reply.mistakes)
      setUnchanged(reply.unchanged)
    },
  })
  const newest = newestOf(desk)
  const open = desk.objections.filter(one => one.state === 'open').length
  useConsole({
    title: format.pick(desk.title),
    note: t(`console.${newest?.state ?? 'none'}`),
    ...(open > 0 ? { counts: { results: open } } : {}),
  })
  const why = desk.openSheets > 0 ? t('desk.sheetsOpen', { count: desk.openSheets }) : undefined
  const computeButton = desk.can.manage && newest?.state !== 'final' && (
    <Button
      icon="refresh"
      variant={newest === undefined || desk.stale ? 'ink' : 'outline'}
      busy={run.isPending}
      why={why}
      disabled={!desk.can.compute && why === undefined}
      onClick={() => run.mutate({ params })}
    >
      {t(newest ? 'desk.computeAgain' : 'desk.compute')}
    </Button>
  )
  return (
    <>
      <DeskHead
        title={t('desk.title')}
        note={t('desk.note', { count: desk.entrants })}
        actions={
          <Row gap={8} wrap>
            {newest && <Chip kind={chips[newest.state]}>{t(`runStates.${newest.state}`)}</Chip>}
            {newest && (
              <>
                <Button
                  icon="file-spreadsheet"
                  to={addressOf(exportResults, { params, query: { format: 'xlsx' } })}
                  download
                >
                  XLSX
                </Button>
                <Button icon="file-text" to={addressOf(exportResults, { params, query: { format: 'csv' } })} download>
                  CSV
                </Button>
              </>
            )}
            {desk.can.manage && desk.panels.length === 0 && (
              <Button icon="upload" to={`/console/${competitionId}/results/import`}>
                {t('desk.import')}
              </Button>
            )}
          </Row>
        }
      />
      <DeskBody>
        <div className="standings-desk">
          <div>
            {desk.stale && (
              <Note kind="warn" title={t('desk.stale')}>
                {t('desk.staleBody')}
              </Note>
            )}
            <RefusalNote error={run.error} />
            {mistakes !== null && mistakes.length > 0 && <MistakeTable mistakes={mistakes} total={mistakes.length} />}
            {unchanged && <Note kind="info">{t('desk.unchanged')}</Note>}
            {desk.results && newest ? (
              <DeskRanking desk={desk} competitionId={competitionId} compareTo={compareTo} />
            ) : (
              <Empty title={t('desk.none')} action={computeButton}>
                {desk.panels.length === 0 ? t('desk.noPanels') : t('desk.noneBody')}
              </Empty>
            )}
            <Objections objections={desk.objections} may={desk.can.manage} />
            <Runs runs={desk.runs} newest={newest?.id} compareTo={compareTo} onCompare={setCompareTo} />
          </div>
          <aside>
            <Release desk={desk} competitionId={competitionId} computeButton={newest ? computeButton : null} />
            {desk.results && <Severity results={desk.results.results} />}
          </aside>
        </div>
      </DeskBody>
    </>
  )
}

export const view = viewOf('/console/$competitionId/results', {
  queries: ({ params }) => [query(resultsDesk, { params })],
  head: ({ data: [desk], locale }) => ({
    title: `${useText.in(locale)('desk.title')} · ${inLocale(desk.title, locale)}`,
    noIndex: true,
  }),
  Page: ({ data: [desk], params }) => <ResultsDesk desk={desk} competitionId={params.competitionId} />,
})
