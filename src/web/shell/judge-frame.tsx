import type { ReactNode } from 'react'
import { Link } from '../ui/link.tsx'
import { SealMark } from '../ui/seal.tsx'

/** The judge's desk: bar, lane of assignments, panes to the edges. Nothing asks on leaving because all is saved. */
export const JudgeFrame = ({
  crumb,
  end,
  lane,
  panes,
  children,
  homeTo = '/judge',
}: {
  crumb: ReactNode
  /** Saved state, deadline, acts. */
  end?: ReactNode
  /** Contents of the lane: position, `Lane`, what is left. */
  lane?: ReactNode
  /** Grid widths when not `56px 1fr 600px` (pages, work, rubric). */
  panes?: string
  children: ReactNode
  homeTo?: string
}) => (
  <div className="pl-judge">
    <header className="pl-judge-bar">
      <Link to={homeTo} className="pl-brand" label="Palestra">
        <SealMark size={24} />
      </Link>
      <span className="pl-judge-crumb pl-ellipsis">{crumb}</span>
      <span className="pl-spacer" />
      {end}
    </header>
    {lane && <div className="pl-judge-lane">{lane}</div>}
    <main className="pl-judge-panes" style={panes ? { ['--pl-judge-panes' as string]: panes } : undefined}>
      {children}
    </main>
  </div>
)
