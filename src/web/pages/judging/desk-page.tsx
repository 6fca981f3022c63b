import './desk.css'
import { desk, readSheet } from '../../../domains/judging/contract.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { JudgeFrame } from '../../shell/judge-frame.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty, TableSkeleton } from '../../ui/feedback.tsx'
import { DeskLane } from './desk-lane.tsx'
import { OpenSheet } from './open-sheet.tsx'
import { useText } from './text.ts'

export type DeskReply = ReplyOf<typeof desk>

/** The sheet to show: the one asked for, else one that was returned, the one begun, the next one, the last. */
function currentOf(sheets: DeskReply['sheets'], wanted: string | undefined) {
  const first = (state: string) => sheets.find(sheet => sheet.state === state)
  return (
    sheets.find(sheet => sheet.id === wanted && sheet.state !== 'recused') ??
    first('returned') ??
    first('draft') ??
    first('assigned') ??
    sheets.find(sheet => sheet.state !== 'recused')
  )
}

export const view = viewOf('/judge/$panelId', {
  queries: ({ params }) => [query(desk, { params: { panelId: params.panelId } })],
  head: ({ data: [reply], locale }) => ({ title: reply.panel.name[locale], noIndex: true }),
  Page: ({ search, data: [reply] }) => {
    const t = useText()
    const format = useFormat()
    const { locale } = useSite()
    const { rules } = reply
    const current = currentOf(reply.sheets, search['sheet'])
    const sheet = useQueryOf(readSheet, { params: { sheetId: current?.id ?? '' } }, { enabled: current !== undefined })
    const crumb = (
      <>
        {format.pick(reply.panel.competitionTitle)} · <b>{format.pick(reply.panel.name)}</b> · {reply.panel.seat}
      </>
    )
    const lane = <DeskLane reply={reply} current={current?.id} />
    const lead = reply.panel.lead ? (
      <Button size="s" to={`/judge/${reply.panel.id}/progress`} icon="layout-dashboard" className="judging-wide">
        {t('desk.progress')}
      </Button>
    ) : undefined
    if (!current || reply.panel.state === 'draft')
      return (
        <JudgeFrame crumb={crumb} end={lead} homeTo="/judge" panes="minmax(0, 1fr)">
          <div className="judging-alone">
            <Empty title={t('desk.emptyTitle')} action={<Button to="/judge">{t('desk.back')}</Button>}>
              {t('desk.emptyBody')}
            </Empty>
          </div>
        </JudgeFrame>
      )
    if (!sheet.data || sheet.data.id !== current.id)
      return (
        <JudgeFrame crumb={crumb} end={lead} lane={lane} homeTo="/judge" panes="minmax(0, 1fr)">
          <div className="judging-alone">
            {sheet.error ? <RefusalNote error={sheet.error} /> : <TableSkeleton rows={9} columns="40px 1fr 140px" />}
          </div>
        </JudgeFrame>
      )
    return (
      <OpenSheet
        key={`${sheet.data.id} ${String(sheet.data.can.score)} ${sheet.data.returnReason ?? ''} ${locale}`}
        desk={reply}
        rules={rules}
        sheet={sheet.data}
        crumb={crumb}
        lead={lead}
        lane={lane}
      />
    )
  },
})
