import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ActBar, Panel, Row, Spacer } from '../../ui/layout.tsx'
import { SumList } from '../../ui/list.tsx'
import { H3 } from '../../ui/text.tsx'
import { StateChip } from './state-chip.tsx'
import { useText } from './words.ts'

const isFree = (competition: CompetitionPage) => competition.fee.minor === '0'
const isFull = (competition: CompetitionPage) => competition.places !== null && competition.taken >= competition.places

/** What entering costs and asks, with the act. On a phone the same act stands at the foot of the screen. */
export const SignUpPanel = ({ competition }: { competition: CompetitionPage }) => {
  const t = useText()
  const format = useFormat()
  const { fee, refund, zone } = competition
  const step = refund.steps[0]
  const notes = isFree(competition)
    ? [t('enter.freeNote')]
    : [
        competition.payFirst
          ? t('enter.holdNote', { minutes: competition.holdMinutes })
          : t('enter.reviewFirstNote', { minutes: competition.holdMinutes }),
        ...(refund.rejectedPercent > 0 ? [t('enter.rejectedNote', { percent: refund.rejectedPercent })] : []),
        ...(step && step.percent > 0
          ? [t('enter.withdrawNote', { percent: step.percent, date: format.dayTime(competition.closesAt, zone) })]
          : []),
      ]
  return (
    <Panel kind={competition.state === 'open' ? 'binding' : 'plain'}>
      <Row className="competition-enter-head">
        <H3>{t('enter.title')}</H3>
        <Spacer />
        <StateChip state={competition.state} />
      </Row>
      {!isFree(competition) && competition.state !== 'cancelled' && (
        <SumList
          items={[{ key: 'fee', label: t('enter.fee'), value: format.money(fee) }]}
          total={{
            key: 'due',
            label: t(competition.payFirst ? 'enter.due' : 'enter.dueLater'),
            value: format.money(fee),
          }}
        />
      )}
      <EnterAct competition={competition} wide />
      {competition.state === 'open' && <p className="pl-tiny pl-muted competition-enter-note">{notes.join(' ')}</p>}
      {competition.eligibility.length > 0 && (
        <ul className="competition-eligibility">
          {competition.eligibility.map(one => (
            <li key={one.text.en + one.text['zh-CN']}>
              <Icon name="check" size="s" />
              <span>
                {format.pick(one.text)}
                {format.pick(one.evidence) && <small>{format.pick(one.evidence)}</small>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** The one act of the page, or the sentence why there is none now. */
const EnterAct = ({ competition, wide }: { competition: CompetitionPage; wide?: boolean }) => {
  const t = useText()
  const format = useFormat()
  const { slug, fee, state, zone } = competition
  const results = `/competitions/${slug}/results`
  switch (state) {
    case 'open': {
      const label = isFree(competition)
        ? t('enter.actFree')
        : competition.payFirst
          ? t('enter.act', { price: format.price(fee) })
          : t('enter.actReview')
      if (isFull(competition))
        return (
          <Button variant="seal" size="l" wide={wide} disabled why={t('enter.full')}>
            {label}
          </Button>
        )
      return (
        <Button variant="seal" size="l" wide={wide} to={`/competitions/${slug}/enter`}>
          {label}
        </Button>
      )
    }
    case 'announced':
      return <Note kind="info">{t('enter.opensAt', { time: format.withZone(competition.opensAt, zone) })}</Note>
    case 'cancelled':
      return (
        <Note kind="warn" title={t('enter.cancelled')}>
          {competition.cancelReason ? format.pick(competition.cancelReason) : ''}
        </Note>
      )
    case 'provisional':
    case 'final':
    case 'archived':
      return (
        <Button variant="ink" size="l" wide={wide} to={results}>
          {t('enter.results')}
        </Button>
      )
    case 'running':
    case 'judging':
    case 'draft':
      return <Note kind="info">{t('enter.over', { time: format.dayTime(competition.closesAt, zone) })}</Note>
  }
}

/** The bar at a phone's foot; only while there is something to do. */
export const SignUpBar = ({ competition }: { competition: CompetitionPage }) => {
  const t = useText()
  const format = useFormat()
  if (competition.state !== 'open') return null
  const free = isFree(competition)
  return (
    <ActBar>
      <div>
        <span className="pl-tiny pl-muted">{t(free || competition.payFirst ? 'enter.due' : 'enter.dueLater')}</span>
        <b className="pl-num">{free ? t('free') : format.price(competition.fee)}</b>
      </div>
      {isFull(competition) ? (
        <Chip kind="needs">{t('enter.fullShort')}</Chip>
      ) : (
        <Button variant="seal" to={`/competitions/${competition.slug}/enter`}>
          {free ? t('enter.actFree') : competition.payFirst ? t('enter.actShort') : t('enter.actReview')}
        </Button>
      )}
    </ActBar>
  )
}
