import { useFormat } from '../../i18n/use-format.ts'
import { Muted, H3 } from '../../ui/text.tsx'
import type { RankedResult } from './desk-types.ts'
import { judgeSpreads } from './severity-figures.ts'
import { useText } from './text.ts'

const width = 320
const rowHeight = 26

/** Judges from strict to lenient with 95 % intervals, in the units of the marks. */
export const Severity = ({ results }: { results: readonly RankedResult[] }) => {
  const t = useText()
  const format = useFormat()
  const spreads = judgeSpreads(results)
  if (spreads.length < 2) return null
  const segments = new Set(spreads.map(one => one.segment))
  const reach = Math.max(...spreads.map(one => Math.abs(one.mean) + one.half), 0.01) * 1.1
  const left = 92
  const right = width - 52
  const x = (value: number) => left + ((value + reach) / (2 * reach)) * (right - left)
  const height = spreads.length * rowHeight + 34
  const far = spreads.filter(one => Math.abs(one.mean) > one.half && Math.abs(one.mean) > reach / 4)
  const signed = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value), 2)}`
  return (
    <section className="standings-severity">
      <H3>{t('severity.title')}</H3>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={t('severity.label', { count: spreads.length })}
        fontSize="12"
        fill="var(--pl-text-muted)"
      >
        <text x={left} y="12">
          {t('severity.strict')}
        </text>
        <text x={right} y="12" textAnchor="end">
          {t('severity.lenient')}
        </text>
        <line x1={x(0)} x2={x(0)} y1="18" y2={height - 14} stroke="var(--pl-rule)" />
        {spreads.map((one, index) => {
          const y = 32 + index * rowHeight
          const out = far.includes(one)
          const colour = out ? 'var(--pl-bad)' : 'var(--pl-text)'
          return (
            <g key={`${one.segment} ${one.judge}`}>
              <text x="0" y={y} dominantBaseline="central" fill={colour}>
                {segments.size > 1 ? `${one.judge} ${one.segment}` : one.judge}
              </text>
              <line
                x1={x(one.mean - one.half)}
                x2={x(one.mean + one.half)}
                y1={y}
                y2={y}
                stroke={colour}
                strokeWidth="1.4"
              />
              <rect x={x(one.mean) - 4} y={y - 4} width="8" height="8" fill={colour} />
              <text x={width} y={y} dominantBaseline="central" textAnchor="end" fill={colour}>
                {signed(one.mean)}
              </text>
            </g>
          )
        })}
      </svg>
      <Muted size={13}>{t('severity.caption')}</Muted>
    </section>
  )
}
