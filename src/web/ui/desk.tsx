import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { SelectAll } from './table.tsx'
import { H1 } from './text.tsx'

/** Title, a fact beside it, acts at the right. */
export const DeskHead = ({ title, note, actions }: { title: string; note?: ReactNode; actions?: ReactNode }) => (
  <header className="pl-desk-head">
    <H1 size="desk">{title}</H1>
    {note && <span className="pl-muted">{note}</span>}
    <span className="pl-spacer" />
    {actions}
  </header>
)

/** Matter of a desk page with its margins. */
export const DeskBody = ({ children }: { children: ReactNode }) => <div className="pl-desk-body">{children}</div>

/** Filters in one line; what is shown stands at the right. */
export const FilterBar = ({ children, end }: { children: ReactNode; end?: ReactNode }) => (
  <div className="pl-filter-bar">
    {children}
    {end && (
      <>
        <span className="pl-spacer" />
        <span className="pl-muted pl-tiny pl-nowrap">{end}</span>
      </>
    )}
  </div>
)

/** What can be done with the selected rows; stands above the head and replaces nothing. */
export const BulkBar = ({
  count,
  total,
  note,
  acts,
  onClear,
  onAll,
}: {
  count: number
  total: number
  note?: ReactNode
  acts: readonly { key: string; label: string; icon?: IconName; onSelect: () => void; disabled?: boolean }[]
  onClear: () => void
  onAll: () => void
}) => {
  const t = useWords()
  if (count === 0) return null
  return (
    <div className="pl-bulk-bar" role="toolbar" aria-label={t('table.selected', { count })}>
      <SelectAll state={count === total ? 'all' : 'some'} onToggle={count === total ? onClear : onAll} />
      <b>{t('table.selected', { count })}</b>
      {note && <span className="pl-bulk-note">{note}</span>}
      <span className="pl-spacer" />
      {acts.map(act => (
        <button key={act.key} type="button" disabled={act.disabled} onClick={act.onSelect}>
          {act.icon && <Icon name={act.icon} size="s" />}
          {act.label}
        </button>
      ))}
      <button type="button" onClick={onClear} aria-keyshortcuts="Escape">
        {t('table.clearSelection')}
        <Kbd>Esc</Kbd>
      </button>
    </div>
  )
}

/** A list with its 348 px detail pane; the pane follows below on phones. */
export const Split = ({ children, pane }: { children: ReactNode; pane?: ReactNode }) =>
  pane ? (
    <div className="pl-split">
      <div className="pl-split-list">{children}</div>
      {pane}
    </div>
  ) : (
    <div className="pl-split-list">{children}</div>
  )

export const DetailPane = ({ label, children }: { label: string; children: ReactNode }) => (
  <aside className="pl-detail-pane" aria-label={label}>
    {children}
  </aside>
)
