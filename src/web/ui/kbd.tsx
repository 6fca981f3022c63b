import type { ReactNode } from 'react'

/** A key of the keyboard. Screen readers learn it from `aria-keyshortcuts` on the control, so it is hidden here. */
export const Kbd = ({ children }: { children: ReactNode }) => (
  <kbd className="pl-kbd" aria-hidden="true">
    {children}
  </kbd>
)
