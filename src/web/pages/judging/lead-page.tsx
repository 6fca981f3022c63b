import './judging.css'
import { progress } from '../../../domains/judging/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query, useQueryOf } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { ProgressView } from './progress-view.tsx'
import { useText } from './text.ts'

export const view = viewOf('/judge/$panelId/progress', {
  queries: ({ params }) => [query(progress, { params: { panelId: params.panelId } })],
  head: ({ data: [reply], locale }) => ({ title: reply.panel.name[locale], noIndex: true }),
  Page: ({ params, data: [first] }) => {
    const t = useText()
    const format = useFormat()
    const fresh = useQueryOf(progress, { params: { panelId: params.panelId } }, { every: 15_000 })
    const reply = fresh.data ?? first
    return (
      <Wrap>
        <PageHead
          title={format.pick(reply.panel.name)}
          note={format.pick(reply.panel.competitionTitle)}
          actions={
            <>
              <Button to={`/judge/${reply.panel.id}/paper`} icon="printer">
                {t('paper.all')}
              </Button>
              <Button to={`/judge/${reply.panel.id}`} variant="ink">
                {t('progress.toDesk')}
              </Button>
            </>
          }
        />
        <ProgressView reply={reply} />
      </Wrap>
    )
  },
})
