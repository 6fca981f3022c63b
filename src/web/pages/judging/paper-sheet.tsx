import type { paperSheets } from '../../../domains/judging/contract.ts'
import { labelText, type ScoringRules, sheetTotal } from '../../../domains/scoring/index.ts'
import type { ReplyOf } from '../../../kernel/contract.ts'
import type { Locale } from '../../i18n/locale.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { rowsOf, segmentOf, type Slot } from './rubric-slots.ts'
import { points, useText } from './text.ts'

type Reply = ReplyOf<typeof paperSheets>

const MarkCells = ({ slot, value }: { slot: Slot; value: string | null }) => {
  if (!slot.levels) {
    const { min, max } = slot.scale
    return (
      <span className="paper-figure">
        {value ?? ''}
        <small>{min !== null && max !== null ? `${min}–${max}` : ''}</small>
      </span>
    )
  }
  return (
    <span className="paper-levels">
      {slot.levels.map(level => (
        <i key={level.level} className={value !== null && Number(value) === level.level ? 'is-on' : undefined}>
          {level.level}
        </i>
      ))}
    </span>
  )
}

/** One score sheet on A4, black only: what was given, or empty places to write in. */
export const PaperSheet = ({
  reply,
  rules,
  sheet,
  locale,
  place,
}: {
  reply: Reply
  rules: ScoringRules
  sheet: Reply['sheets'][number]
  locale: Locale
  place: { number: number; of: number }
}) => {
  const t = useText()
  const format = useFormat()
  const rows = rowsOf(rules, reply.panel, sheet, locale)
  const total = sheetTotal(
    rules,
    [
      ...sheet.scores.flatMap(score => (score.value === null ? [] : [{ ...score, value: score.value }])),
      ...sheet.measured.filter(one => !sheet.scores.some(score => score.aspect === one.aspect)),
    ],
    { segment: reply.panel.segment },
  )
  const scoreOf = (slot: Slot) =>
    sheet.scores.find(score => score.aspect === slot.aspect && score.occurrence === slot.occurrence)
  const segment = segmentOf(rules, reply.panel.segment)
  return (
    <article className="paper">
      <div className="paper-omr" aria-hidden="true" />
      <header className="paper-head">
        <div>
          <h1>{t('paper.title')}</h1>
          <p>
            {[
              format.pick(reply.panel.competitionTitle),
              labelText(segment?.label, locale, reply.panel.segment),
              format.pick(reply.panel.name),
            ].join(' · ')}
          </p>
        </div>
        <div className="paper-code">
          <b className="pl-mono">{sheet.blindCode}</b>
          <span>{t('work.blind')}</span>
        </div>
      </header>
      <dl className="paper-facts">
        <div>
          <dt>{t('seats.judge')}</dt>
          <dd>{sheet.seat}</dd>
        </div>
        <div>
          <dt>{t('paper.rules')}</dt>
          <dd>
            v{reply.rulesVersion}
            {reply.rulesPublishedAt && `, ${format.date(reply.rulesPublishedAt)}`}
          </dd>
        </div>
        <div>
          <dt>{t('paper.handedIn')}</dt>
          <dd>{sheet.submittedAt ? format.dateTime(sheet.submittedAt) : '—'}</dd>
        </div>
      </dl>
      <table>
        <thead>
          <tr>
            <th>{t('paper.code')}</th>
            <th>{t('paper.aspect')}</th>
            <th className="is-center">{t('paper.mark')}</th>
            <th>{t('rubric.comment')}</th>
            <th className="is-right">{t('paper.sum')}</th>
          </tr>
        </thead>
        {rows.map(criterion => {
          const sum = total.criteria.find(one => one.criterion === criterion.id)
          return (
            <tbody key={criterion.id}>
              <tr className="paper-criterion">
                <th>{criterion.id}</th>
                <th colSpan={3}>
                  {criterion.label}
                  {sum?.maximum && <span> {t('paper.most', { most: points(sum.maximum) })}</span>}
                </th>
                <td className="is-right">{sheet.filled ? points(sum?.points) : ''}</td>
              </tr>
              {criterion.slots.map(slot => (
                <tr key={slot.key}>
                  <td>{slot.code}</td>
                  <td>{slot.label}</td>
                  <td className="is-center">
                    <MarkCells slot={slot} value={scoreOf(slot)?.value ?? null} />
                  </td>
                  <td className="paper-comment">{scoreOf(slot)?.comment}</td>
                  <td />
                </tr>
              ))}
              {criterion.facts.map(fact => (
                <tr key={fact.key}>
                  <td>{fact.code}</td>
                  <td>
                    {fact.label} ({t('rubric.measured')})
                  </td>
                  <td className="is-center pl-mono">{fact.value}</td>
                  <td className="paper-comment">{t('paper.notJudged')}</td>
                  <td className="is-right">{points(sum?.aspects.find(one => one.aspect === fact.aspect)?.points)}</td>
                </tr>
              ))}
            </tbody>
          )
        })}
        <tfoot>
          <tr>
            <td />
            <th colSpan={3}>
              {t('paper.total')} {total.maximum && <span>{t('paper.most', { most: points(total.maximum) })}</span>}
            </th>
            <td className="is-right">{sheet.filled ? points(total.points) : ''}</td>
          </tr>
        </tfoot>
      </table>
      <section className="paper-remark">
        <h2>{t('rubric.remark')}</h2>
        <p>{sheet.remark}</p>
        <i />
        <i />
      </section>
      <p className="paper-note">{t(sheet.filled ? 'paper.note' : 'paper.blankNote')}</p>
      <div className="paper-signs">
        {(['judge', 'lead', 'supervisor'] as const).map(role => (
          <div key={role}>
            <span>
              <b>{t(`paper.sign.${role}`)}</b>
              {t('paper.sign.name')}
              <br />
              {t('paper.sign.date')}
            </span>
            <i lang="zh-CN">{t('paper.sign.seal')}</i>
          </div>
        ))}
      </div>
      <footer>
        <span className="pl-mono">{sheet.id}</span>
        <span>{t('paper.place', place)}</span>
      </footer>
    </article>
  )
}
