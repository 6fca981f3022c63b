import type { CompetitionPage, DateLine } from '../../../domains/competitions/contract.ts'
import { instant } from '../../../kernel/clock.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Schedule } from '../../ui/list.tsx'
import { useText } from './words.ts'

type Dates = Pick<CompetitionPage, 'dates' | 'stages' | 'zone' | 'rules'>

/** What a line of the schedule is called: its own name, or its kind, with the round it belongs to. */
export const useLineName = (stages: readonly { code: string; name: { 'zh-CN': string; en: string } }[]) => {
  const t = useText()
  const format = useFormat()
  return (line: Pick<DateLine, 'kind' | 'stage' | 'name'>, days?: number): string => {
    const stage = stages.find(one => one.code === line.stage)
    const own = line.name && format.pick(line.name)
    const kind =
      line.kind === 'provisional' && days ? t('line.provisionalDays', { count: days }) : t(`line.${line.kind}`)
    return [stage && format.pick(stage.name), own || kind].filter(Boolean).join(' · ')
  }
}

/** The dates of a competition on the rule. Entry stands twice, where it opens and where it closes: both are deadlines. */
export const CompetitionDates = ({ competition }: { competition: Dates }) => {
  const t = useText()
  const format = useFormat()
  const { clock } = useSite()
  const { zone, stages } = competition
  const nameOf = useLineName(stages)
  const now = clock.now().getTime()
  const until = (iso: string) => {
    const ms = instant(iso).getTime() - now
    return ms > 0 && ms < 60 * 86_400_000 ? t('schedule.in', { time: format.span(ms) }) : undefined
  }
  const points = competition.dates.flatMap(line => {
    const note = format.pick(line.note)
    if (line.kind === 'entry' && line.endsAt)
      return [
        { key: 'opens', at: line.startsAt, title: t('line.opens'), note: '', until: undefined },
        { key: 'closes', at: line.endsAt, title: t('line.closes'), note, until: until(line.endsAt) },
      ]
    // Objections are told with the provisional results, which begin them.
    if (line.kind === 'objections') return []
    const sameDay = line.endsAt && format.date(line.startsAt, zone) === format.date(line.endsAt, zone)
    return [
      {
        key: `${line.kind} ${line.stage ?? ''} ${line.startsAt}`,
        at: line.startsAt,
        title: nameOf(line, competition.rules.objectionDays),
        note: note || (line.kind === 'final' ? t('schedule.verifiable') : ''),
        ...(line.endsAt
          ? {
              time: sameDay
                ? `${format.time(line.startsAt, zone)}–${format.time(line.endsAt, zone)}`
                : t('schedule.to', { time: format.dayTime(line.endsAt, zone) }),
            }
          : {}),
        until: undefined,
        sealed: line.kind === 'final',
      },
    ]
  })
  const ordered = points.sort((a, b) => instant(a.at).getTime() - instant(b.at).getTime())
  const nextAt = ordered.find(point => instant(point.at).getTime() >= now)
  return (
    <Schedule
      zone={zone}
      dates={ordered.map(point => ({
        ...point,
        note: point.note || undefined,
        until: point === nextAt ? (point.until ?? until(point.at)) : undefined,
      }))}
    />
  )
}
