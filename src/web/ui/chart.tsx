import type { ReactNode } from 'react'

/** Plots of real data. The axis is the scale: ticks below, no box. Lines are labelled at their ends. */

const seriesColour = (index: number) => `var(--pl-series-${(index % 6) + 1})`

interface Tick {
  at: number
  label?: string
}

/** A figure with its caption; the caption says what to see. */
export const Plot = ({ caption, children }: { caption?: ReactNode; children: ReactNode }) => (
  <figure>
    {/* Scrolls sideways on phones, also by keyboard. */}
    {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
    <div className="pl-scroll-x" tabIndex={0}>
      {children}
    </div>
    {caption && <figcaption className="pl-muted pl-small">{caption}</figcaption>}
  </figure>
)

/** One or more lines over a common x. A band is the interval around a line (80 % for forecasts). */
export const LineChart = ({
  label,
  lines,
  band,
  xTicks,
  yTicks,
  width = 450,
  height = 116,
}: {
  label: string
  lines: readonly { name: string; points: readonly { x: number; y: number }[] }[]
  band?: readonly { x: number; low: number; high: number }[]
  xTicks: readonly Tick[]
  yTicks: readonly Tick[]
  width?: number
  height?: number
}) => {
  const all = lines.flatMap(line => line.points)
  const xs = [...all.map(point => point.x), ...xTicks.map(tick => tick.at)]
  const ys = [
    ...all.map(point => point.y),
    ...yTicks.map(tick => tick.at),
    ...(band ?? []).flatMap(point => [point.low, point.high]),
  ]
  const [minX, maxX] = [Math.min(...xs), Math.max(...xs)]
  const [minY, maxY] = [Math.min(...ys), Math.max(...ys)]
  const place = { left: 40, right: 84, top: 10, bottom: 26 }
  const x = (value: number) => place.left + ((value - minX) / (maxX - minX || 1)) * (width - place.left - place.right)
  const y = (value: number) =>
    height - place.bottom - ((value - minY) / (maxY - minY || 1)) * (height - place.top - place.bottom)
  const path = (points: readonly { x: number; y: number }[]) =>
    points.map(point => `${x(point.x).toFixed(1)},${y(point.y).toFixed(1)}`).join(' ')
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      fontSize="12"
      fill="var(--pl-text-muted)"
    >
      {yTicks.slice(0, 5).map(tick => (
        <g key={tick.at}>
          {tick.at !== minY && (
            <line x1={place.left} x2={width - place.right} y1={y(tick.at)} y2={y(tick.at)} stroke="var(--pl-line)" />
          )}
          <text x={place.left - 8} y={y(tick.at)} textAnchor="end" dominantBaseline="central">
            {tick.label ?? tick.at}
          </text>
        </g>
      ))}
      {band && (
        <polygon
          fill={seriesColour(0)}
          opacity=".16"
          points={`${path(band.map(point => ({ x: point.x, y: point.high })))} ${path(band.toReversed().map(point => ({ x: point.x, y: point.low })))}`}
        />
      )}
      {lines.map((line, index) => {
        const last = line.points.at(-1)
        return (
          <g key={line.name}>
            <polyline fill="none" stroke={seriesColour(index)} strokeWidth="2" points={path(line.points)} />
            {last && (
              <text x={x(last.x) + 8} y={y(last.y)} dominantBaseline="central" fill={seriesColour(index)}>
                {line.name}
              </text>
            )}
          </g>
        )
      })}
      {xTicks.map(tick => (
        <g key={tick.at}>
          <line
            x1={x(tick.at)}
            x2={x(tick.at)}
            y1={height - place.bottom + 4}
            y2={height - place.bottom + (tick.label ? 10 : 7)}
            stroke="var(--pl-rule)"
          />
          {tick.label && (
            <text x={x(tick.at)} y={height - 2} textAnchor="middle">
              {tick.label}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}

/** Counts by class, zero shown. Bars from `markFrom` on are in the organisation's colour, with a line and a label. */
export const Histogram = ({
  label,
  bars,
  from,
  step,
  markFrom,
  markLabel,
  every = 5,
  width = 390,
  height = 150,
}: {
  label: string
  bars: readonly number[]
  from: number
  step: number
  markFrom?: number
  markLabel?: string
  /** A longer tick with its number each so many bars. */
  every?: number
  width?: number
  height?: number
}) => {
  const top = 34
  const base = height - 24
  const barWidth = width / Math.max(1, bars.length)
  const most = Math.max(1, ...bars)
  const markX = markFrom === undefined ? 0 : ((markFrom - from) / step) * barWidth
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      fontSize="12"
      fill="var(--pl-text-muted)"
    >
      {bars.map((count, index) => {
        const value = from + index * step
        const barHeight = (count / most) * (base - top)
        return (
          <g key={value}>
            <rect
              x={index * barWidth}
              y={base - barHeight}
              width={Math.max(1, barWidth - 1)}
              height={barHeight}
              fill={markFrom !== undefined && value >= markFrom ? 'var(--pl-org)' : 'var(--pl-line-strong)'}
            />
            <line
              x1={index * barWidth}
              x2={index * barWidth}
              y1={base + 3}
              y2={base + (index % every === 0 ? 10 : 6)}
              stroke="var(--pl-rule)"
            />
            {index % every === 0 && index > 0 && (
              <text x={index * barWidth} y={height - 1} textAnchor="middle">
                {value}
              </text>
            )}
          </g>
        )
      })}
      {markFrom !== undefined && (
        <>
          <line x1={markX} x2={markX} y1="6" y2={base} stroke="var(--pl-rule)" />
          <text
            x={markX + (markX > width * 0.7 ? -6 : 6)}
            y="14"
            fill="var(--pl-text)"
            textAnchor={markX > width * 0.7 ? 'end' : 'start'}
          >
            {markLabel}
          </text>
        </>
      )}
    </svg>
  )
}

/** 120 × 20 beside the number it explains; the last thirty points. */
export const Sparkline = ({ label, values }: { label: string; values: readonly number[] }) => {
  const shown = values.slice(-30)
  const most = Math.max(...shown, 1)
  const least = Math.min(...shown, 0)
  const points = shown.map(
    (value, index) =>
      `${((index / Math.max(1, shown.length - 1)) * 118 + 1).toFixed(1)},${(19 - ((value - least) / (most - least || 1)) * 18).toFixed(1)}`,
  )
  return (
    <svg width="120" height="20" viewBox="0 0 120 20" role="img" aria-label={label}>
      <polyline fill="none" stroke="var(--pl-text)" strokeWidth="1.4" points={points.join(' ')} />
    </svg>
  )
}

/** Parts of a whole as one bar with its list: money by source. At most six parts. */
export const SplitBar = ({
  label,
  parts,
}: {
  label: string
  parts: readonly { key: string; name: ReactNode; share: number; value: ReactNode }[]
}) => (
  <div>
    <div className="pl-split-bar" role="img" aria-label={label}>
      {parts.map((part, index) => (
        <i
          key={part.key}
          style={{ width: `${(part.share * 100).toFixed(2)}%`, background: seriesColour(order[index] ?? 5) }}
        />
      ))}
    </div>
    <ul className="pl-split-bar-legend">
      {parts.map((part, index) => (
        <li key={part.key}>
          <i style={{ background: seriesColour(order[index] ?? 5) }} />
          <span>{part.name}</span>
          <span>{part.value}</span>
        </li>
      ))}
    </ul>
  </div>
)

/** Neighbours in a bar must differ most: azurite, malachite, gamboge, plum, ochre, ink. */
const order = [0, 2, 4, 3, 1, 5]
