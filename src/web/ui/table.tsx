import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../i18n/words.ts'
import { classes } from './class-names.ts'

/** The three-line table around your own thead and tbody. `is-right`, `is-center`, `is-wide-only` class cells. */
export const RuledTable = ({
  children,
  dense,
  caption,
  className,
  minWidth,
}: {
  children: ReactNode
  dense?: boolean
  /** Read aloud, not shown. */
  caption: string
  className?: string
  /** Below this width the table scrolls sideways inside its place. */
  minWidth?: number
}) => (
  <div className="pl-scroll-x" {...(minWidth ? { tabIndex: 0, role: 'region', 'aria-label': caption } : {})}>
    <table
      className={classes('pl-table', dense && 'pl-table-dense', className)}
      style={minWidth ? { minWidth } : undefined}
    >
      <caption className="pl-hidden">{caption}</caption>
      {children}
    </table>
  </div>
)

export interface Column<Row> {
  key: string
  /** Words of the head; '' for a column of acts. */
  title: string
  cell: (row: Row) => ReactNode
  align?: 'left' | 'right' | 'center'
  /** The name the server sorts by; without it the column does not sort. */
  sort?: string
  /** Dropped on phones. */
  wideOnly?: boolean
  width?: number
  /** Long names end in … */
  clip?: boolean
  /** The cell that names the row. */
  rowHead?: boolean
}

export interface Selection {
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
}

const checkState = (rows: number, chosen: number) => (chosen === 0 ? 'none' : chosen === rows ? 'all' : 'some')

/** The checkbox over a selection: empty, some, all. */
export const SelectAll = ({ state, onToggle }: { state: 'none' | 'some' | 'all'; onToggle: () => void }) => {
  const t = useWords()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = state === 'some'
  }, [state])
  return (
    <input
      ref={box}
      type="checkbox"
      className="pl-check"
      aria-label={t('table.selectAll')}
      checked={state === 'all'}
      onChange={onToggle}
    />
  )
}

export const SelectionCell = ({
  name,
  checked,
  onToggle,
}: {
  name: string
  checked: boolean
  onToggle: () => void
}) => {
  const t = useWords()
  return (
    <td className="pl-table-select">
      <input
        type="checkbox"
        className="pl-check"
        aria-label={t('table.selectRow', { name })}
        checked={checked}
        onChange={onToggle}
        onClick={event => event.stopPropagation()}
      />
    </td>
  )
}

const SortHead = ({
  title,
  name,
  sort,
  onSort,
}: {
  title: string
  name: string
  sort: string | undefined
  onSort: (sort: string) => void
}) => {
  const t = useWords()
  const direction = sort === name ? 'up' : sort === `-${name}` ? 'down' : undefined
  return (
    <button
      type="button"
      className="pl-sort"
      data-direction={direction}
      title={t('table.sortBy', { column: title })}
      onClick={() => onSort(direction === 'up' ? `-${name}` : name)}
    >
      {title}
    </button>
  )
}

/**
 * Rows from the server with sorting, selection and one focused row. The address holds the state: pass `sort` from the
 * search and change it with `useSetSearch`. ↑ ↓ move the focused row, Enter opens it, Space selects it.
 */
export const DataTable = <Row,>({
  caption,
  columns,
  rows,
  rowKey,
  rowName,
  dense,
  sort,
  onSort,
  selection,
  focused,
  onFocusRow,
  onOpen,
  cutAfter,
  empty,
  minWidth,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Says a row aloud at its checkbox. */
  rowName?: (row: Row) => string
  dense?: boolean
  sort?: string | undefined
  onSort?: (sort: string) => void
  selection?: Selection
  focused?: string | undefined
  onFocusRow?: (key: string) => void
  onOpen?: (row: Row) => void
  /** A stronger line below this row. */
  cutAfter?: string
  /** Shown in place of rows when there are none. */
  empty?: ReactNode
  minWidth?: number
}) => {
  const t = useWords()
  const keys = rows.map(rowKey)
  const toggle = (key: string) => {
    if (!selection) return
    const next = new Set(selection.selected)
    if (!next.delete(key)) next.add(key)
    selection.onChange(next)
  }
  const chosen = selection ? keys.filter(key => selection.selected.has(key)).length : 0
  const toggleAll = () => selection?.onChange(new Set(chosen === keys.length ? [] : keys))
  const move = (event: KeyboardEvent<HTMLTableRowElement>, index: number) => {
    if (event.target !== event.currentTarget) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const row = rows[index]
    if (step !== 0) {
      event.preventDefault()
      const next = keys[index + step]
      const sibling = step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
      if (next !== undefined && sibling instanceof HTMLElement) {
        sibling.focus()
        onFocusRow?.(next)
      }
    } else if (event.key === 'Enter' && row !== undefined) onOpen?.(row)
    else if (event.key === ' ' && row !== undefined && selection) {
      event.preventDefault()
      toggle(rowKey(row))
    }
  }
  const active = onFocusRow ?? onOpen
  return (
    <RuledTable caption={caption} {...(dense ? { dense } : {})} {...(minWidth ? { minWidth } : {})}>
      <thead>
        <tr>
          {selection && (
            <th className="pl-table-select" scope="col">
              <SelectAll state={checkState(keys.length, chosen)} onToggle={toggleAll} />
            </th>
          )}
          {columns.map(column => (
            <th
              key={column.key}
              scope="col"
              className={classes(column.align && `is-${column.align}`, column.wideOnly && 'is-wide-only')}
              style={column.width ? { width: column.width } : undefined}
              aria-sort={
                sort && column.sort === sort.replace('-', '')
                  ? sort.startsWith('-')
                    ? 'descending'
                    : 'ascending'
                  : undefined
              }
            >
              {column.sort && onSort ? (
                <SortHead title={column.title} name={column.sort} sort={sort} onSort={onSort} />
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => {
          const key = rowKey(row)
          const selected = selection?.selected.has(key) ?? false
          return (
            <tr
              key={key}
              className={classes(
                selected && 'is-selected',
                focused === key && 'is-focused',
                active && 'is-open-row',
                cutAfter === key && 'is-cut',
              )}
              aria-selected={selection ? selected : undefined}
              tabIndex={active ? ((focused === undefined ? index === 0 : focused === key) ? 0 : -1) : undefined}
              onKeyDown={active ? event => move(event, index) : undefined}
              onClick={active ? () => (onFocusRow ? onFocusRow(key) : onOpen?.(row)) : undefined}
            >
              {selection && (
                <SelectionCell name={rowName?.(row) ?? key} checked={selected} onToggle={() => toggle(key)} />
              )}
              {columns.map(column => {
                const cellClass = classes(
                  column.align && `is-${column.align}`,
                  column.wideOnly && 'is-wide-only',
                  column.clip && 'pl-cell-clip',
                )
                return column.rowHead ? (
                  <th key={column.key} scope="row" className={cellClass}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={cellClass}>
                    {column.cell(row)}
                  </td>
                )
              })}
            </tr>
          )
        })}
        {rows.length === 0 && (
          <tr>
            <td colSpan={columns.length + (selection ? 1 : 0)}>{empty ?? t('table.none')}</td>
          </tr>
        )}
      </tbody>
    </RuledTable>
  )
}
