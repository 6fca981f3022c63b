import { classes } from './class-names.ts'
import type { IconName } from './icon-names.ts'
import sprite from './icons.svg?no-inline'

export type { IconName }

/** An outline icon, always beside a word (search, close, previous and next excepted: give those a `label`). */
export const Icon = ({ name, size = 'm', label }: { name: IconName; size?: 's' | 'm' | 'l'; label?: string }) => (
  <svg
    className={classes('pl-icon', size !== 'm' && `pl-icon-${size}`)}
    viewBox="0 0 24 24"
    role={label ? 'img' : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : true}
  >
    <use href={`${sprite}#${name}`} />
  </svg>
)
