import type { AspectResult, JudgeMark, SegmentResult } from '../../../domains/scoring/index.ts'
import { useSite } from '../../site.tsx'
import { labelOf, workingFigure } from './label.ts'
import { useText } from './text.ts'

const Mark = ({ mark }: { mark: JudgeMark }) => {
  const t = useText()
  const dropped = mark.state.includes('dropped')
  const missing = mark.value === null
  const said = t('why.mark', {
    judge: mark.judge,
    given: missing ? t('why.missing') : mark.given,
    state: t(`states.${mark.state}`),
  })
  return (
    <span className={dropped || missing ? 'standings-mark is-out' : 'standings-mark'} title={said}>
      <span aria-hidden="true">{missing ? '–' : (mark.score ?? mark.given)}</span>
      <span className="pl-hidden">{said}</span>
    </span>
  )
}

type Occurrence = AspectResult['occurrences'][number]

/** What turns the judges' average (or the measurement) into points, written out. */
const workings = (one: Occurrence): string => {
  const parts = one.panel ? [`x̄ ${one.panel.average}`] : []
  if (one.panel && one.panel.rounded !== one.panel.average) parts.push(one.panel.rounded)
  if (one.converted !== one.value) parts.push(one.converted)
  const factors = [one.factor, one.multiplier].flatMap(figure => (figure && figure !== '1' ? [`× ${figure}`] : []))
  const base = one.base ? [`+ ${one.base}`] : []
  const last = parts.pop() ?? one.value
  const worked = [...parts, [last, ...factors, ...base].join(' ')]
  if (one.beforeRounding !== one.points && one.beforeRounding !== last) worked.push(one.beforeRounding)
  return worked.map(line => line.split(' ').map(workingFigure).join(' ')).join(' → ')
}

const AspectRows = ({ aspect }: { aspect: AspectResult }) => {
  const t = useText()
  const { locale } = useSite()
  const many = aspect.occurrences.length > 1
  return (
    <>
      {many && (
        <tr className="standings-aspect-head">
          <th scope="row" colSpan={2}>
            {labelOf(aspect.label, locale, aspect.aspect)}
          </th>
          <td className="is-right">{aspect.points}</td>
        </tr>
      )}
      {aspect.occurrences.map(one => (
        <tr key={one.occurrence} className={aspect.left?.includes(one.occurrence) || !aspect.counts ? 'is-left' : ''}>
          <th scope="row">
            {many ? (
              <span className="pl-muted">{one.note ?? t('why.occurrence', { number: one.occurrence })}</span>
            ) : (
              <>
                <span className="pl-muted">{aspect.aspect}</span> {labelOf(aspect.label, locale, aspect.aspect)}
              </>
            )}
            <small>{workings(one)}</small>
          </th>
          <td>
            {one.panel ? (
              <span className="standings-marks">
                {one.panel.judges.map(mark => (
                  <Mark key={mark.judge} mark={mark} />
                ))}
              </span>
            ) : (
              <span className="pl-muted">{t('why.measured', { value: one.given ?? one.value })}</span>
            )}
          </td>
          <td className="is-right">{one.points}</td>
        </tr>
      ))}
    </>
  )
}

/** Marks of one segment: filled counts, struck is dropped; judges by their seat's label. */
export const Marks = ({ segment, many }: { segment: SegmentResult; many: boolean }) => {
  const t = useText()
  const { locale } = useSite()
  const judges =
    segment.criteria
      .flatMap(one => one.aspects)
      .flatMap(one => one.occurrences)
      .find(one => one.panel)?.panel?.judges ?? []
  return (
    <table className="standings-marks-table">
      <caption className={many ? '' : 'pl-hidden'}>{labelOf(segment.label, locale, segment.segment)}</caption>
      <thead>
        <tr>
          <th scope="col">{t('why.aspect')}</th>
          <th scope="col">
            <span className="standings-marks">
              {judges.map(mark => (
                <span key={mark.judge}>{mark.judge}</span>
              ))}
            </span>
          </th>
          <th scope="col" className="is-right">
            {t('why.points')}
          </th>
        </tr>
      </thead>
      {segment.criteria.map(criterion => (
        <tbody key={criterion.criterion}>
          <tr className="standings-criterion">
            <th scope="rowgroup" colSpan={2}>
              {labelOf(criterion.label, locale, criterion.criterion)}
            </th>
            <td className="is-right">{criterion.total}</td>
          </tr>
          {criterion.aspects.map(aspect => (
            <AspectRows key={aspect.aspect} aspect={aspect} />
          ))}
        </tbody>
      ))}
    </table>
  )
}
