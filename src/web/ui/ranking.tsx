import { Fragment, type ReactNode } from 'react'
import { number } from '../i18n/format.ts'
import { useWords } from '../i18n/words.ts'
import { classes } from './class-names.ts'
import { Icon } from './icon.tsx'

/** Places won or lost: a shape and a count, never red or green. Positive is up. */
export const Movement = ({ places }: { places: number }) => {
  const t = useWords()
  const count = Math.abs(places)
  if (places === 0) {
    return (
      <span className="pl-move pl-move-same">
        <span aria-hidden="true">–</span>
        <span className="pl-hidden">{t('rank.same')}</span>
      </span>
    )
  }
  return (
    <span className={`pl-move pl-move-${places > 0 ? 'up' : 'down'}`}>
      <span aria-hidden="true">{count}</span>
      <span className="pl-hidden">{t(places > 0 ? 'rank.up' : 'rank.down', { count })}</span>
    </span>
  )
}

/** "First prize: 4, down to here". */
export const CutRow = ({ children }: { children: ReactNode }) => <div className="pl-cut-row">{children}</div>

/** An estimate (square) with its 95 % interval and the raw value (open circle) on a shared scale. */
export const IntervalPlot = ({
  from,
  to,
  estimate,
  low,
  high,
  raw,
  width = 180,
  height = 34,
  label,
}: {
  from: number
  to: number
  estimate: number
  low: number
  high: number
  raw?: number
  width?: number
  height?: number
  label: string
}) => {
  const x = (value: number) => ((value - from) / (to - from)) * width
  const middle = height / 2
  return (
    <svg
      className="pl-interval"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <g stroke="var(--pl-text)" strokeWidth="1.4">
        <line x1={x(low)} x2={x(high)} y1={middle} y2={middle} />
        <line x1={x(low)} x2={x(low)} y1={middle - 4} y2={middle + 4} />
        <line x1={x(high)} x2={x(high)} y1={middle - 4} y2={middle + 4} />
      </g>
      {raw !== undefined && (
        <circle
          cx={x(raw)}
          cy={middle}
          r="3.4"
          fill="var(--pl-paper)"
          stroke="var(--pl-text-muted)"
          strokeWidth="1.3"
        />
      )}
      <rect x={x(estimate) - 4} y={middle - 4} width="8" height="8" fill="var(--pl-series-1)" />
    </svg>
  )
}

export interface RankRow {
  key: string
  rank: number | string
  name: ReactNode
  note?: ReactNode
  /** Cells between name and score; dropped on phones. */
  cells?: readonly ReactNode[]
  score: ReactNode
  tied?: boolean
  /** A grey award line after this row. */
  award?: ReactNode
  /** Explains every number of the row; the row opens. */
  why?: ReactNode
}

/** The public ranking: rank figure, name, what the page adds, score, and a row that explains itself. */
export const RankTable = ({
  label,
  heads,
  rows,
  columns,
  open,
  onOpen,
}: {
  label: string
  /** Words over rank, name, the cells in between, and score. */
  heads: { rank: string; name: string; cells?: readonly string[]; score: string; why: string }
  rows: readonly RankRow[]
  /** Grid widths of the cells between name and score, such as `58px 58px 210px`. */
  columns?: string
  open?: string | undefined
  onOpen?: (key: string | undefined) => void
}) => (
  <div
    className="pl-rank-table"
    role="table"
    aria-label={label}
    style={{ ['--pl-rank-columns' as string]: `46px minmax(0, 1fr) ${columns ?? ''} 82px 24px` }}
  >
    <div className="pl-rank-row pl-rank-head" role="row">
      <span role="columnheader">{heads.rank}</span>
      <span role="columnheader">{heads.name}</span>
      {heads.cells?.map(head => (
        <span key={head} role="columnheader" className="is-wide-only">
          {head}
        </span>
      ))}
      <span role="columnheader" className="pl-right">
        {heads.score}
      </span>
      <span role="columnheader">
        <span className="pl-hidden">{heads.why}</span>
      </span>
    </div>
    {rows.map(row => {
      const isOpen = row.key === open
      return (
        <Fragment key={row.key}>
          <div className={classes('pl-rank-row', row.tied && 'is-tied', isOpen && 'is-open')} role="row">
            <span className="pl-rank-place pl-num" role="cell">
              {row.rank}
            </span>
            <span className="pl-rank-name" role="cell">
              <b>{row.name}</b>
              {row.note && <small>{row.note}</small>}
            </span>
            {row.cells?.map((cell, index) => (
              <span key={heads.cells?.[index] ?? String(index)} role="cell" className="is-wide-only">
                {cell}
              </span>
            ))}
            <span className="pl-rank-score" role="cell">
              {row.score}
            </span>
            <span role="cell">
              {row.why && onOpen && (
                <button
                  type="button"
                  className="pl-rank-toggle"
                  aria-expanded={isOpen}
                  aria-label={heads.why}
                  onClick={() => onOpen(isOpen ? undefined : row.key)}
                >
                  <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size="s" />
                </button>
              )}
            </span>
          </div>
          {isOpen && row.why && (
            <div className="pl-rank-why" role="row">
              <div role="cell">{row.why}</div>
            </div>
          )}
          {row.award && (
            <div className="pl-rank-award" role="row">
              <span role="cell">{row.award}</span>
            </div>
          )}
        </Fragment>
      )
    })}
  </div>
)

export interface SlopeRow {
  key: string
  name: ReactNode
  code?: ReactNode
  /** The rank under each method, in order of `methods`. */
  ranks: readonly number[]
  /** Places won or lost from the first method to the one in use. */
  moved: number
  score: string
  tied?: boolean
  end?: ReactNode
  /** An award line after this row. */
  cut?: ReactNode
}

const rowHeight = 34
const cutHeight = 22
const fieldWidth = 240

/**
 * Methods compared inside the ranking itself: a thin line for each work, bold in azurite or ochre with reversed ends
 * where it moves three places or more.
 */
export const SlopeTable = ({
  label,
  methods,
  used,
  rows,
  heads,
  endWidth = 56,
}: {
  label: string
  methods: readonly { key: string; name: string }[]
  /** Key of the method in use. */
  used: string
  rows: readonly SlopeRow[]
  heads: { rank: string; code: string; name: string; moved: string; score: string; end: string }
  endWidth?: number
}) => {
  const columns = `34px 64px minmax(0, 1fr) ${fieldWidth}px 40px 58px ${endWidth}px`
  const usedAt = Math.max(
    0,
    methods.findIndex(method => method.key === used),
  )
  const x = (index: number) => 26 + (index * (fieldWidth - 52)) / Math.max(1, methods.length - 1)
  const tops: number[] = []
  let top = 0
  for (const row of rows) {
    tops.push(top)
    top += rowHeight + (row.cut ? cutHeight : 0)
  }
  const y = (rank: number) => (tops[rank - 1] ?? top) + rowHeight / 2
  const big = (row: SlopeRow) => Math.abs(row.moved) >= 3
  const colour = (row: SlopeRow) => (row.moved > 0 ? 'var(--pl-series-1)' : 'var(--pl-series-2)')
  return (
    <div style={{ ['--pl-slope-columns' as string]: columns }} role="table" aria-label={label}>
      <div className="pl-slope-row pl-slope-head" role="row">
        <span role="columnheader">{heads.rank}</span>
        <span role="columnheader" className="is-wide-only">
          {heads.code}
        </span>
        <span role="columnheader">{heads.name}</span>
        <span className="pl-slope-field is-wide-only" role="columnheader">
          {methods.map((method, index) => (
            <span key={method.key} className={method.key === used ? 'is-used' : undefined} style={{ left: x(index) }}>
              {method.name}
            </span>
          ))}
        </span>
        <span role="columnheader" className="pl-center">
          {heads.moved}
        </span>
        <span role="columnheader" className="pl-right">
          {heads.score}
        </span>
        <span role="columnheader" className="pl-right is-wide-only">
          {heads.end}
        </span>
      </div>
      <div className="pl-slope">
        <svg
          className="pl-slope-lines"
          width={fieldWidth}
          height={top}
          viewBox={`0 0 ${fieldWidth} ${top}`}
          style={{ right: 40 + 58 + endWidth }}
          aria-hidden="true"
          fontSize="13"
          textAnchor="middle"
        >
          {[...rows]
            .sort((a, b) => Number(big(a)) - Number(big(b)))
            .map(row => (
              <g key={row.key}>
                {row.ranks.slice(1).map((rank, index) => {
                  const from = { x: x(index) + 11, y: y(row.ranks[index] ?? rank) }
                  const to = { x: x(index + 1) - 11, y: y(rank) }
                  const middle = (from.x + to.x) / 2
                  return (
                    <path
                      key={methods[index + 1]?.key ?? String(index)}
                      d={`M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`}
                      fill="none"
                      stroke={big(row) ? colour(row) : 'var(--pl-ink-4)'}
                      strokeWidth={big(row) ? 2.2 : 1}
                    />
                  )
                })}
                {row.ranks.map((rank, index) => {
                  const end = big(row) && (index === 0 || index === usedAt)
                  return (
                    <g key={methods[index]?.key ?? String(index)}>
                      {end && (
                        <rect x={x(index) - 11} y={y(rank) - 9} width="22" height="18" fill="var(--pl-ink-fill)" />
                      )}
                      <text
                        x={x(index)}
                        y={y(rank)}
                        dominantBaseline="central"
                        fill={end ? 'var(--pl-on-ink)' : 'var(--pl-text-secondary)'}
                      >
                        {rank}
                      </text>
                    </g>
                  )
                })}
              </g>
            ))}
        </svg>
        {rows.map((row, index) => (
          <Fragment key={row.key}>
            <div className={classes('pl-slope-row', row.tied && 'is-tied')} role="row">
              <span className="pl-num pl-slope-rank" role="cell">
                {number(row.ranks[usedAt] ?? index + 1)}
              </span>
              <span className="pl-mono pl-tiny is-wide-only" role="cell">
                {row.code}
              </span>
              <span className="pl-slope-name" role="cell">
                {row.name}
              </span>
              <span className="is-wide-only" role="cell">
                <span className="pl-hidden">{row.ranks.join(', ')}</span>
              </span>
              <span className="pl-center" role="cell">
                <Movement places={row.moved} />
              </span>
              <span className="pl-slope-score" role="cell">
                {row.score}
              </span>
              <span className="pl-right is-wide-only" role="cell">
                {row.end}
              </span>
            </div>
            {row.cut && (
              <div role="row" className="pl-cut-row">
                <span role="cell">{row.cut}</span>
              </div>
            )}
          </Fragment>
        ))}
      </div>
    </div>
  )
}
