import type { ReactNode } from 'react'
import { instant } from '../../kernel/clock.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useSite } from '../site.tsx'
import { classes } from './class-names.ts'
import { Icon } from './icon.tsx'
import { SealMark } from './seal.tsx'

interface Fact {
  key: string
  label: ReactNode
  value: ReactNode
}

/** Names and values. `ruled` parts the rows by hairlines. */
export const Facts = ({ items, ruled }: { items: readonly Fact[]; ruled?: boolean }) => (
  <dl className={classes('pl-facts', ruled && 'pl-facts-ruled')}>
    {items.map(item => (
      <div key={item.key}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)

/** Amounts with their total below a rule; the total is a figure. */
export const SumList = ({ items, total }: { items: readonly Fact[]; total: Fact }) => (
  <dl className="pl-sum">
    {items.map(item => (
      <div key={item.key}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
    <div className="is-total">
      <dt>{total.label}</dt>
      <dd className="pl-num">{total.value}</dd>
    </div>
  </dl>
)

/** Ruled items of any shape; the items are yours. */
export const RuledList = <Item,>({
  items,
  itemKey,
  render,
  plain,
}: {
  items: readonly Item[]
  itemKey: (item: Item) => string
  render: (item: Item) => ReactNode
  /** Hairlines only: news, short lines. */
  plain?: boolean
}) => (
  <ul className={plain ? 'pl-plain-list' : 'pl-ruled-list'}>
    {items.map(item => (
      <li key={itemKey(item)}>{render(item)}</li>
    ))}
  </ul>
)

/** What happened, newest or oldest first as given. */
export const Timeline = ({ events }: { events: readonly { key: string; at: string; what: ReactNode }[] }) => {
  const format = useFormat()
  return (
    <ol className="pl-timeline">
      {events.map(event => (
        <li key={event.key}>
          {event.what}
          <time dateTime={event.at}>{format.dateTime(event.at)}</time>
        </li>
      ))}
    </ol>
  )
}

export type StageState = 'done' | 'now' | 'warn' | 'ahead'

/** Where an entry stands: filled, half, warned, empty. */
export const StageBar = ({
  label,
  stages,
}: {
  label: string
  stages: readonly { key: string; name: string; state: StageState }[]
}) => (
  <ol className="pl-stage-bar" aria-label={label}>
    {stages.map(stage => (
      <li
        key={stage.key}
        className={stage.state === 'ahead' ? undefined : `is-${stage.state}`}
        aria-current={stage.state === 'now' || stage.state === 'warn' ? 'step' : undefined}
      >
        {stage.name}
      </li>
    ))}
  </ol>
)

/** The steps of a short form, on one line. */
export const StepsBar = ({
  label,
  steps,
}: {
  label: string
  steps: readonly { key: string; name: string; state: StageState }[]
}) => (
  <ol className="pl-steps-bar" aria-label={label}>
    {steps.map(step => (
      <li
        key={step.key}
        className={step.state === 'ahead' ? undefined : `is-${step.state}`}
        aria-current={step.state === 'now' ? 'step' : undefined}
      >
        {step.name}
      </li>
    ))}
  </ol>
)

/** What has been done and what comes, below each other. */
export const Steps = ({
  steps,
}: {
  steps: readonly { key: string; name: ReactNode; note?: ReactNode; state: StageState }[]
}) => (
  <ol className="pl-steps">
    {steps.map(step => (
      <li
        key={step.key}
        className={step.state === 'ahead' ? undefined : `is-${step.state}`}
        aria-current={step.state === 'now' ? 'step' : undefined}
      >
        <i>{step.state === 'done' && <Icon name="check" size="s" />}</i>
        <span>
          <b>{step.name}</b>
          {step.note && <small>{step.note}</small>}
        </span>
      </li>
    ))}
  </ol>
)

/** The dates of a competition on the rule; the last may carry the seal. */
export const Schedule = ({
  dates,
  zone,
}: {
  dates: readonly {
    key: string
    at: string
    title: ReactNode
    note?: ReactNode
    time?: ReactNode
    /** Below the time: "in 12 days". */
    until?: ReactNode
    sealed?: boolean
  }[]
  zone: string
}) => {
  const format = useFormat()
  const { clock, locale } = useSite()
  const now = clock.now().getTime()
  const next = dates.find(date => instant(date.at).getTime() >= now)
  const day = (iso: string) => {
    const text = format.tableDate(iso, zone)
    if (locale === 'en') return text
    const [month, rest] = text.split('-')
    return (
      <>
        {month}
        <i>/</i>
        {rest}
      </>
    )
  }
  return (
    <ol className="pl-schedule">
      {dates.map(date => (
        <li
          key={date.key}
          className={classes(instant(date.at).getTime() < now && 'is-done', date === next && 'is-next')}
        >
          <span className="pl-schedule-day pl-num">{day(date.at)}</span>
          <span className="pl-schedule-mark">{date.sealed ? <SealMark size={14} /> : <i />}</span>
          <span>
            <b>{date.title}</b>
            {date.note && <small>{date.note}</small>}
          </span>
          <span className="pl-schedule-time">
            {date.time ?? format.time(date.at, zone)}
            {date.until && <span>{date.until}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
