import type { ReactNode } from 'react'
import { classes } from '../ui/class-names.ts'
import { Link } from '../ui/link.tsx'
import { SealMark } from '../ui/seal.tsx'

/**
 * The contest room: no navigation of the site; clock in the middle, saved state at the right, the answer card at the left.
 * On phones the card is behind the foot bar: give the bar previous, map and next.
 */
export const RoomFrame = ({
  title,
  note,
  clock,
  clockNote,
  saved,
  actions,
  elapsed,
  map,
  foot,
  exitTo = '/me',
  children,
}: {
  title: ReactNode
  note?: ReactNode
  clock?: ReactNode
  /** "left of 3 h, ends 12:00 Beijing". */
  clockNote?: ReactNode
  saved?: ReactNode
  actions?: ReactNode
  /** Share of the time that is gone, 0–1. */
  elapsed?: number
  map?: ReactNode
  foot?: ReactNode
  exitTo?: string
  children: ReactNode
}) => (
  <div className="pl-room">
    <header className="pl-room-bar">
      <Link to={exitTo} className="pl-brand" label="Palestra">
        <SealMark size={28} />
      </Link>
      <div className="pl-room-title">
        <b>{title}</b>
        {note && <small>{note}</small>}
      </div>
      <div className="pl-room-clock">
        {clock}
        {clockNote && <small>{clockNote}</small>}
      </div>
      {saved && <div className="pl-room-saved">{saved}</div>}
      {actions}
    </header>
    {elapsed !== undefined && (
      <div className="pl-room-progress" aria-hidden="true">
        <i style={{ width: `${(Math.min(1, Math.max(0, elapsed)) * 100).toFixed(2)}%` }} />
      </div>
    )}
    <div className={classes('pl-room-body', map !== undefined && 'has-map')}>
      {map !== undefined && <aside className="pl-room-map">{map}</aside>}
      <main>{children}</main>
    </div>
    {foot && <footer className="pl-room-foot">{foot}</footer>}
  </div>
)
