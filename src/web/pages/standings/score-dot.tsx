import type { BoardRow } from './board-types.ts'

export interface Range {
  from: number
  to: number
}

/** The stretch of the score axis that a ranking covers, on whole tens (or ones when it is narrow). */
export const scoreRange = (rows: readonly Pick<BoardRow, 'total'>[]): { from: number; to: number } => {
  const totals = rows.flatMap(row => (row.total === null ? [] : [Number(row.total)]))
  if (totals.length === 0) return { from: 0, to: 1 }
  const [least, most] = [Math.min(...totals), Math.max(...totals)]
  const step = most - least > 20 ? 10 : 1
  const from = Math.floor(least / step) * step
  return { from, to: Math.max(from + step, Math.ceil(most / step) * step) }
}

/** A score's place on the scale all rows share. */
export const ScoreDot = ({ range, value, label }: { range: Range; value: number; label: string }) => {
  const share = (value - range.from) / (range.to - range.from)
  const x = 4 + share * 140
  return (
    <svg className="standings-dot" width="148" height="20" viewBox="0 0 148 20" role="img" aria-label={label}>
      <line x1="4" x2="144" y1="10" y2="10" stroke="var(--pl-line)" />
      {[0, 0.25, 0.5, 0.75, 1].map(at => (
        <line key={at} x1={4 + at * 140} x2={4 + at * 140} y1="7" y2="13" stroke="var(--pl-line-strong)" />
      ))}
      <rect x={x - 4} y="6" width="8" height="8" fill="var(--pl-series-1)" />
    </svg>
  )
}
