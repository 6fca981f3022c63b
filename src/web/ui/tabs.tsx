import { type ReactNode, useId } from 'react'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { useSite } from '../site.tsx'
import { classes } from './class-names.ts'
import { Icon } from './icon.tsx'
import { Link } from './link.tsx'

/** Places or queues as links; the address says which one is open. */
export const Tabs = ({
  label,
  items,
  current,
}: {
  label: string
  items: readonly { to: string; label: string; count?: number | string | undefined }[]
  /** The `to` of the open one; without it the page's own address is compared. */
  current?: string
}) => {
  const { address } = useSite()
  const format = useFormat()
  const open =
    current ?? items.find(item => item.to === address)?.to ?? items.find(item => item.to === address.split('?')[0])?.to
  return (
    <nav className="pl-tabs" aria-label={label}>
      {items.map(item => (
        <Link key={item.to} to={item.to} plain current={item.to === open}>
          {item.label}
          {item.count !== undefined && (
            <span className="pl-count">{typeof item.count === 'number' ? format.number(item.count) : item.count}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}

/** A few exclusive answers side by side; the chosen one is reversed ink. */
export const Segmented = <V extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly { value: V; label: string }[]
  value: V
  onChange: (value: V) => void
}) => {
  const name = useId()
  return (
    <div className="pl-segmented" role="radiogroup" aria-label={label}>
      {options.map(option => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

export const Breadcrumbs = ({ items }: { items: readonly { label: ReactNode; to?: string; key: string }[] }) => (
  <nav aria-label="breadcrumb">
    <ol className="pl-breadcrumbs">
      {items.map(item => (
        <li key={item.key} aria-current={item.to ? undefined : 'page'}>
          {item.to ? (
            <Link to={item.to} plain>
              {item.label}
            </Link>
          ) : (
            item.label
          )}
        </li>
      ))}
    </ol>
  </nav>
)

const pagesAround = (page: number, last: number): (number | 'gap')[] => {
  const wanted = [1, page - 1, page, page + 1, last].filter(
    (one, index, all) => one >= 1 && one <= last && all.indexOf(one) === index,
  )
  return wanted.flatMap((one, index) => {
    const before = wanted[index - 1]
    return before !== undefined && one - before > 1 ? ['gap' as const, one] : [one]
  })
}

/** Pages of a list; they are links so that a page can be sent to someone. */
export const Pagination = ({
  page,
  size,
  total,
  to,
}: {
  page: number
  size: number
  total: number
  /** The address of a page. */
  to: (page: number) => string
}) => {
  const t = useWords()
  const format = useFormat()
  const last = Math.max(1, Math.ceil(total / size))
  const rows = t('table.rows', {
    from: format.number(total === 0 ? 0 : (page - 1) * size + 1),
    to: format.number(Math.min(total, page * size)),
    total: format.number(total),
  })
  const turn = (target: number, icon: 'chevron-left' | 'chevron-right', label: string) =>
    target >= 1 && target <= last ? (
      <Link to={to(target)} className="pl-page" label={label}>
        <Icon name={icon} size="s" />
      </Link>
    ) : (
      <span className="pl-page" aria-disabled="true">
        <Icon name={icon} size="s" />
      </span>
    )
  return (
    <nav className="pl-pagination" aria-label={t('pages.label')}>
      <span>{rows}</span>
      {last > 1 && (
        <>
          {turn(page - 1, 'chevron-left', t('action.previous'))}
          {pagesAround(page, last).map((one, index) =>
            one === 'gap' ? (
              // oxlint-disable-next-line react/no-array-index-key
              <span key={`gap ${index}`} className={classes('pl-page')} aria-hidden="true">
                …
              </span>
            ) : (
              <Link
                key={one}
                to={to(one)}
                className="pl-page"
                current={one === page}
                label={t('pages.go', { page: one })}
              >
                {one}
              </Link>
            ),
          )}
          {turn(page + 1, 'chevron-right', t('action.next'))}
        </>
      )}
    </nav>
  )
}
