import './judging.css'
import { useState } from 'react'
import { progress } from '../../../domains/judging/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { useConsole } from '../../shell/rail.tsx'
import { Button } from '../../ui/button.tsx'
import { DeskBody, DeskHead } from '../../ui/desk.tsx'
import { Breadcrumbs, Tabs } from '../../ui/tabs.tsx'
import { DrawSection } from './draw-section.tsx'
import { MeasuredGrid } from './measured-grid.tsx'
import { ProgressView } from './progress-view.tsx'
import { SeatsSection } from './seats-section.tsx'
import { useText } from './text.ts'

const views = ['judges', 'progress', 'measured'] as const

export const view = viewOf('/console/$competitionId/judging/$panelId', {
  queries: ({ params }) => [query(progress, { params: { panelId: params.panelId } })],
  head: ({ data: [reply], locale }) => ({ title: reply.panel.name[locale], noIndex: true }),
  Page: ({ params, search, data: [first] }) => {
    const t = useText()
    const format = useFormat()
    const fresh = useQueryOf(progress, { params: { panelId: params.panelId } }, { every: 15_000 })
    const reply = fresh.data ?? first
    // Chosen once: after the draw its outcome stays in sight.
    const [opened] = useState<(typeof views)[number]>(first.works.length > 0 ? 'progress' : 'judges')
    useConsole({
      title: format.pick(reply.panel.competitionTitle),
      note: t('panels.title'),
      switchTo: '/organisations',
    })
    const base = `/console/${params.competitionId}/judging`
    const here = `${base}/${params.panelId}`
    const shown = views.find(one => one === search['view']) ?? opened
    return (
      <>
        <DeskHead
          title={format.pick(reply.panel.name)}
          note={t(`panelStates.${reply.panel.state}`)}
          actions={
            reply.works.length > 0 && (
              <Button icon="printer" to={`/judge/${params.panelId}/paper`}>
                {t('paper.all')}
              </Button>
            )
          }
        />
        <DeskBody>
          <Breadcrumbs
            items={[
              { key: 'all', label: t('panels.title'), to: base },
              { key: 'this', label: format.pick(reply.panel.name) },
            ]}
          />
          <Tabs
            label={t('panels.title')}
            current={`${here}?view=${shown}`}
            items={views.map(one => ({ to: `${here}?view=${one}`, label: t(`views.${one}`) }))}
          />
          {shown === 'judges' && (
            <>
              <SeatsSection reply={reply} />
              <DrawSection reply={reply} />
            </>
          )}
          {shown === 'progress' && <ProgressView reply={reply} />}
          {shown === 'measured' && <MeasuredGrid panelId={params.panelId} />}
        </DeskBody>
      </>
    )
  },
})
