import type { ReactNode } from 'react'
import type { MoneyWire } from '../../kernel/contract.ts'
import { moneyParts } from '../i18n/format.ts'
import { classes } from './class-names.ts'

/** A number told large: condensed tabular digits with a small light unit on the baseline. */
export const Figure = ({
  children,
  size,
  prefix,
  unit,
}: {
  children: ReactNode
  size?: 18 | 20 | 28 | 34 | 44 | 60 | 72 | 84
  prefix?: string | undefined
  unit?: string | undefined
}) => (
  <span className="pl-num pl-figure" style={size ? { fontSize: size } : undefined}>
    {prefix && <span className="pl-figure-prefix">{prefix}</span>}
    <span>{children}</span>
    {unit && <span className="pl-figure-unit">{unit}</span>}
  </span>
)

/** An amount as a figure; `exact` shows the minor digits also when they are zero. */
export const MoneyFigure = ({
  amount,
  size,
  exact,
}: {
  amount: MoneyWire
  size?: 18 | 20 | 28 | 34 | 44 | 60 | 72 | 84
  exact?: boolean
}) => {
  const { sign, symbol, whole, fraction } = moneyParts(amount)
  const showFraction = fraction !== '' && (exact || /[1-9]/.test(fraction))
  return (
    <Figure {...(size ? { size } : {})} prefix={`${sign}${symbol}`}>
      {whole}
      {showFraction && `.${fraction}`}
    </Figure>
  )
}

/** A row of figures between two rules. `columns` is a grid template; without it the cells share the width. */
export const Strip = ({ children, columns, dense }: { children: ReactNode; columns?: string; dense?: boolean }) => (
  <div
    className={classes('pl-strip', dense && 'pl-strip-dense')}
    style={columns ? { ['--pl-strip' as string]: columns } : undefined}
  >
    {children}
  </div>
)

export const StripCell = ({
  label,
  children,
  note,
  wide,
}: {
  label: string
  children: ReactNode
  note?: ReactNode
  /** Takes the whole row on a phone. */
  wide?: boolean
}) => (
  <div className={classes('pl-strip-cell', wide && 'pl-strip-wide')}>
    <span className="pl-strip-label">{label}</span>
    <span className="pl-strip-value">{children}</span>
    {typeof note === 'string' ? <span className="pl-strip-note">{note}</span> : note}
  </div>
)
