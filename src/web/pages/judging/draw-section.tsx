import * as contract from '../../../domains/judging/contract.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Facts } from '../../ui/list.tsx'
import type { ProgressReply } from './progress-view.tsx'
import { useText } from './text.ts'

/** The draw: what it will do, and what it did. It can be run again; sheets that exist stay with their judges. */
export const DrawSection = ({ reply }: { reply: ProgressReply }) => {
  const t = useText()
  const draw = useCommand(contract.drawWorks, { invalidates: [contract.progress, contract.listPanels] })
  const drawn = draw.data
  return (
    <section className="judging-block">
      <h2 className="pl-h3">{t('draw.title')}</h2>
      <p className="pl-secondary">{t('draw.body', { count: reply.panel.judgesPerWork })}</p>
      <RefusalNote error={draw.error} />
      {drawn && (
        <Facts
          ruled
          items={[
            { key: 'works', label: t('draw.works'), value: drawn.works },
            { key: 'sheets', label: t('draw.sheets'), value: drawn.sheets },
            { key: 'components', label: t('draw.components'), value: drawn.components },
          ]}
        />
      )}
      {drawn && drawn.components > 1 && (
        <Note kind="warn" title={t('draw.apartTitle')}>
          {t('draw.apartBody', { count: drawn.components })}
        </Note>
      )}
      {drawn && drawn.unassigned.length > 0 && (
        <Note kind="warn" title={t('draw.shortTitle', { count: drawn.unassigned.length })}>
          {t('draw.shortBody')}{' '}
          <span className="pl-mono">
            {drawn.unassigned.map(one => `${one.blindCode} (−${one.missing})`).join(', ')}
          </span>
        </Note>
      )}
      {drawn && drawn.components === 1 && drawn.unassigned.length === 0 && <Note kind="ok">{t('draw.fine')}</Note>}
      {reply.panel.seed !== null && (
        <p className="pl-muted">
          {t('draw.seed')} <span className="pl-mono">{reply.panel.seed}</span>
        </p>
      )}
      {reply.panel.state !== 'locked' && (
        <Button
          variant={reply.panel.state === 'draft' ? 'ink' : 'outline'}
          busy={draw.isPending}
          onClick={() => draw.mutate({ params: { panelId: reply.panel.id } })}
        >
          {t(reply.panel.state === 'draft' ? 'draw.verb' : 'draw.again')}
        </Button>
      )}
    </section>
  )
}
