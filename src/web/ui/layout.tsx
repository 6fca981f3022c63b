import { type ReactNode, useId } from 'react'
import { classes } from './class-names.ts'
import { H1 } from './text.tsx'

export const Wrap = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div className={classes('pl-wrap', className)}>{children}</div>
)

/** Title of a reading page with its note below and acts at the right. */
export const PageHead = ({ title, note, actions }: { title: string; note?: ReactNode; actions?: ReactNode }) => (
  <div className="pl-page-head">
    <div>
      <H1>{title}</H1>
      {note && <div className="pl-page-head-note pl-secondary">{note}</div>}
    </div>
    {actions && <div className="pl-actions">{actions}</div>}
  </div>
)

/** A rule, a side head and its matter. Never a box. */
export const Section = ({
  title,
  note,
  children,
  plain,
  id,
}: {
  title: string
  note?: ReactNode
  children: ReactNode
  /** Without the rule above, for the first section below another line. */
  plain?: boolean
  id?: string
}) => {
  const headId = useId()
  return (
    <section className={classes('pl-section', plain && 'pl-section-plain')} aria-labelledby={headId} id={id}>
      <header>
        <h2 className="pl-h3" id={headId}>
          {title}
        </h2>
        {note && <div className="pl-section-note">{note}</div>}
      </header>
      <div className="pl-section-body">{children}</div>
    </section>
  )
}

/** Matter with a 320 px panel at the right that stays in sight; on phones the panel comes below. */
export const WithAside = ({ aside, children }: { aside: ReactNode; children: ReactNode }) => (
  <div className="pl-with-aside">
    <div>{children}</div>
    <aside>{aside}</aside>
  </div>
)

/** `binding`: the place of a binding act, with the vermilion edge. `floating`: above the page. `plain`: a ruled aside. */
export const Panel = ({
  kind = 'plain',
  children,
  className,
}: {
  kind?: 'binding' | 'floating' | 'plain'
  children: ReactNode
  className?: string
}) => <div className={classes('pl-panel', `pl-panel-${kind}`, className)}>{children}</div>

export const Row = ({
  children,
  gap,
  align = 'center',
  wrap,
  className,
}: {
  children: ReactNode
  gap?: number
  align?: 'center' | 'baseline' | 'start'
  wrap?: boolean
  className?: string
}) => (
  <div
    className={classes('pl-row', align !== 'center' && `pl-row-${align}`, wrap && 'pl-row-wrap', className)}
    style={gap === undefined ? undefined : { gap }}
  >
    {children}
  </div>
)

export const Stack = ({ children, gap = 0, className }: { children: ReactNode; gap?: number; className?: string }) => (
  <div className={classes('pl-stack', className)} style={{ gap }}>
    {children}
  </div>
)

export const Spacer = () => <span className="pl-spacer" />
export const Actions = ({ children }: { children: ReactNode }) => <div className="pl-actions">{children}</div>
export const OnlyWide = ({ children }: { children: ReactNode }) => <div className="pl-only-wide">{children}</div>
export const OnlyPhone = ({ children }: { children: ReactNode }) => <div className="pl-only-phone">{children}</div>

/** The bar at a phone's foot that carries the amount and the act. */
export const ActBar = ({ children }: { children: ReactNode }) => <div className="pl-act-bar">{children}</div>
