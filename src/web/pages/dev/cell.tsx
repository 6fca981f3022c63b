import type { ReactNode } from 'react'

/** One state of a part with its name above. */
export const Cell = ({ name, children }: { name?: string; children: ReactNode }) => (
  <div className="dev-cell">
    {name && <span className="pl-muted pl-tiny">{name}</span>}
    {children}
  </div>
)
export const Cells = ({ children }: { children: ReactNode }) => <div className="dev-row">{children}</div>
