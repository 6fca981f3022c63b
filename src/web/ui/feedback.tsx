import type { ReactNode } from 'react'
import { useFormat } from '../i18n/use-format.ts'
import { useWords } from '../i18n/words.ts'
import { Icon } from './icon.tsx'
import { Progress, Ticks } from './scale.tsx'

const noteIcons = { info: 'info-circle', ok: 'circle-check', warn: 'alert-triangle', bad: 'alert-circle' } as const

/** Stays with what it is about. Errors are always notes, never toasts. */
export const Note = ({
  kind = 'info',
  title,
  children,
}: {
  kind?: keyof typeof noteIcons
  title?: string
  children?: ReactNode
}) => (
  <div className={`pl-note pl-note-${kind}`} role={kind === 'bad' ? 'alert' : 'note'}>
    <Icon name={noteIcons[kind]} />
    <div>
      {title && <span className="pl-note-title">{title}</span>}
      {children}
    </div>
  </div>
)

/** A short scale, what would be here, why it matters, one act. */
export const Empty = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className="pl-empty">
    <Ticks count={12} />
    <h3 className="pl-h3">{title}</h3>
    {children && <div className="pl-secondary pl-small">{children}</div>}
    {action}
  </div>
)

/** A lock, the rule that refuses, when it will change, the way back. */
export const RefusedBlock = ({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}) => (
  <div className="pl-empty">
    <span className="pl-sign-slot is-lock">
      <Icon name="lock" />
    </span>
    <h3 className="pl-h3">{title}</h3>
    {children && <div className="pl-secondary pl-small">{children}</div>}
    {action}
  </div>
)

/** A line that is not there yet. No shimmer. */
export const Skeleton = ({ width = '60%', height = 10 }: { width?: string; height?: number }) => (
  <span className="pl-skeleton" style={{ width, height }} />
)

/** Rows with the real columns: widths are a grid template such as `1fr 60px 40px`. */
export const TableSkeleton = ({ rows = 5, columns = '1fr 60px 40px' }: { rows?: number; columns?: string }) => {
  const t = useWords()
  const cells = columns.split(' ')
  return (
    <div className="pl-skeleton-rows" role="status" aria-label={t('load.loading')}>
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key, row) => (
        <div key={key} style={{ gridTemplateColumns: columns }}>
          {cells.map((cell, index) => (
            <Skeleton
              key={`${key} ${cell} ${String(index)}`}
              width={index === 0 ? `${38 + ((row * 17) % 30)}%` : '100%'}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

export type SavedState = { kind: 'saving' } | { kind: 'saved'; at: string } | { kind: 'kept' }

/** Always in sight on desks and in contests. */
export const Saved = ({ state }: { state: SavedState }) => {
  const t = useWords()
  const format = useFormat()
  if (state.kind === 'saving') {
    return (
      <span className="pl-saved pl-saved-kept" role="status">
        <Icon name="refresh" size="s" />
        {t('load.saving')}
      </span>
    )
  }
  if (state.kind === 'kept') {
    return (
      <span className="pl-saved pl-saved-kept" role="status">
        <Icon name="cloud-off" />
        {t('load.kept')}
      </span>
    )
  }
  return (
    <span className="pl-saved">
      <Icon name="cloud-check" />
      {t('load.saved', { time: format.timeExact(state.at) })}
    </span>
  )
}

/** Work that takes longer than two seconds shows a count and the time that is left. */
export const LongWork = ({
  title,
  done,
  total,
  remainingMs,
}: {
  title: string
  done: number
  total: number
  remainingMs?: number
}) => (
  <div className="pl-empty">
    <h3 className="pl-h3">{title}</h3>
    <Progress done={done} total={total} remainingMs={remainingMs} />
  </div>
)
