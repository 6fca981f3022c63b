import './judging.css'
import { useState } from 'react'
import { listPanels } from '../../../domains/judging/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useConsole } from '../../shell/rail.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DeskBody, DeskHead } from '../../ui/desk.tsx'
import { Empty, Note } from '../../ui/feedback.tsx'
import { Link } from '../../ui/link.tsx'
import { Progress } from '../../ui/scale.tsx'
import { DataTable } from '../../ui/table.tsx'
import { NewPanelForm } from './new-panel-form.tsx'
import { useText } from './text.ts'

const chips = { draft: 'draft', open: 'progress', locked: 'sealed' } as const

export const view = viewOf('/console/$competitionId/judging', {
  queries: ({ params }) => [query(listPanels, { params: { competitionId: params.competitionId } })],
  head: ({ locale }) => ({ title: useText.in(locale)('panels.title'), noIndex: true }),
  Page: ({ params, data: [reply] }) => {
    const t = useText()
    const format = useFormat()
    const [adding, setAdding] = useState(false)
    const base = `/console/${params.competitionId}/judging`
    useConsole({ title: format.pick(reply.competitionTitle), note: t('panels.title'), switchTo: '/organisations' })
    const noRules = reply.segments.length === 0
    return (
      <>
        <DeskHead
          title={t('panels.title')}
          note={t('panels.count', { count: reply.panels.length })}
          actions={
            !adding && (
              <Button
                variant="ink"
                icon="plus"
                {...(noRules ? { why: t('panels.noRules') } : {})}
                onClick={() => setAdding(true)}
              >
                {t('panels.new')}
              </Button>
            )
          }
        />
        <DeskBody>
          {adding && (
            <NewPanelForm
              competitionId={params.competitionId}
              reply={reply}
              base={base}
              onClose={() => setAdding(false)}
            />
          )}
          {noRules && reply.panels.length === 0 && <Note kind="warn">{t('panels.noRules')}</Note>}
          {reply.panels.length === 0 ? (
            !adding && <Empty title={t('panels.emptyTitle')}>{t('panels.emptyBody')}</Empty>
          ) : (
            <DataTable
              caption={t('panels.title')}
              rows={reply.panels}
              rowKey={panel => panel.id}
              columns={[
                {
                  key: 'name',
                  title: t('panels.name'),
                  rowHead: true,
                  cell: panel => <Link to={`${base}/${panel.id}`}>{format.pick(panel.name)}</Link>,
                },
                { key: 'segment', title: t('panels.segment'), wideOnly: true, cell: panel => panel.segment },
                {
                  key: 'state',
                  title: t('panels.state'),
                  cell: panel => <Chip kind={chips[panel.state]}>{t(`panelStates.${panel.state}`)}</Chip>,
                },
                { key: 'seats', title: t('panels.judges'), align: 'right', cell: panel => panel.seats },
                { key: 'works', title: t('panels.works'), align: 'right', cell: panel => panel.works },
                {
                  key: 'progress',
                  title: t('panels.sheets'),
                  wideOnly: true,
                  cell: panel =>
                    panel.sheets === 0 ? '–' : <Progress done={panel.submitted} total={panel.sheets} words={false} />,
                },
                {
                  key: 'due',
                  title: t('panels.due'),
                  wideOnly: true,
                  cell: panel => (panel.dueAt ? format.dayTime(panel.dueAt) : '–'),
                },
              ]}
            />
          )}
        </DeskBody>
      </>
    )
  },
})
