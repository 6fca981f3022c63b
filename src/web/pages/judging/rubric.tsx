import { type ReactNode, useEffect } from 'react'
import type { SheetTotal } from '../../../domains/scoring/index.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { TextArea } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { AspectRow } from './aspect-row.tsx'
import type { CriterionRows } from './rubric-slots.ts'
import { points, useText } from './text.ts'
import type { SheetDesk } from './use-sheet.ts'

/** The rubric of a sheet; on phones a sheet from below that opens upwards. */
export const Rubric = ({
  rows,
  total,
  own,
  at,
  onAt,
  canScore,
  marked,
  counts,
  up,
  onUp,
  notes,
  foot,
}: {
  rows: readonly CriterionRows[]
  total: SheetTotal
  own: SheetDesk
  at: string
  onAt: (key: string) => void
  canScore: boolean
  /** Aspects still open, once handing in was tried. */
  marked: ReadonlySet<string>
  counts: { done: number; of: number }
  up: boolean
  onUp: (up: boolean) => void
  notes: ReactNode
  foot: ReactNode
}) => {
  const t = useText()
  const format = useFormat()
  useEffect(() => {
    document.querySelector('.judging-aspect.is-now')?.scrollIntoView({ block: 'nearest' })
  }, [at, up])
  return (
    <section className={up ? 'judging-rubric is-up' : 'judging-rubric'} aria-label={t('rubric.label')}>
      <button type="button" className="judging-grip" aria-expanded={up} onClick={() => onUp(!up)}>
        <Icon name={up ? 'chevron-down' : 'chevron-up'} size="s" />
        {t(up ? 'rubric.toWork' : 'rubric.toLevels')}
      </button>
      <header className="judging-total">
        <b className="pl-num">{points(total.points)}</b>
        <span className="pl-muted">
          {total.ofScored === null ? t('rubric.soFar') : t('rubric.ofScored', { of: points(total.ofScored) })}
        </span>
        <span className="pl-spacer" />
        <span className="pl-muted">{t('rubric.count', counts)}</span>
      </header>
      <div className="judging-rubric-body">
        {notes}
        {rows.map(criterion => {
          const sum = total.criteria.find(one => one.criterion === criterion.id)
          return (
            <section key={criterion.id} className="judging-criterion">
              <header>
                <h2>{criterion.id === criterion.label ? criterion.label : `${criterion.id} · ${criterion.label}`}</h2>
                {criterion.weight !== 1 && (
                  <span className="pl-muted">{t('rubric.weight', { weight: format.number(criterion.weight) })}</span>
                )}
                <span className="pl-spacer" />
                <span className="judging-sub">
                  {points(sum?.points)}
                  {sum?.maximum === null || sum === undefined ? '' : ` / ${points(sum.maximum)}`}
                </span>
              </header>
              {criterion.slots.map(slot => (
                <AspectRow
                  key={slot.key}
                  slot={slot}
                  mark={own.marks[slot.key]}
                  isNow={slot.key === at}
                  missing={marked.has(slot.key)}
                  canScore={canScore}
                  onOpen={() => onAt(slot.key)}
                  onValue={value => {
                    onAt(slot.key)
                    own.setValue(slot, value)
                  }}
                  onComment={comment => own.setComment(slot, comment)}
                />
              ))}
              {criterion.facts.map(fact => {
                const worth = sum?.aspects.find(one => one.aspect === fact.aspect)
                return (
                  <div key={fact.key} className="judging-aspect is-fact">
                    <span className="judging-code">{fact.code}</span>
                    <span>
                      {fact.label} <span className="pl-muted">{t('rubric.measured')}</span>
                    </span>
                    <span className="judging-fact">
                      <Icon name="lock" size="s" />
                      <b>{fact.value}</b>
                      {worth && (
                        <span className="pl-muted">
                          → {points(worth.points)}
                          {worth.maximum === null ? '' : ` / ${points(worth.maximum)}`}
                        </span>
                      )}
                    </span>
                  </div>
                )
              })}
            </section>
          )
        })}
        <div className="judging-remark">
          <TextArea
            label={t('rubric.remark')}
            value={own.remark}
            rows={3}
            maxLength={4000}
            disabled={!canScore}
            onChange={own.setRemark}
          />
        </div>
      </div>
      <div className="judging-keys" aria-hidden="true">
        <span>
          <Kbd>0</Kbd>–<Kbd>9</Kbd> {t('keys.score')}
        </span>
        <span>
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> {t('keys.aspect')}
        </span>
        <span>
          <Kbd>C</Kbd> {t('keys.comment')}
        </span>
        <span>
          <Kbd>Space</Kbd> {t('keys.page')}
        </span>
        <span>
          <Kbd>?</Kbd> {t('keys.all')}
        </span>
      </div>
      <footer className="judging-foot">{foot}</footer>
    </section>
  )
}
