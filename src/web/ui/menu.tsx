import { type ReactNode, useId, useRef } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { classes } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Link } from './link.tsx'

export interface MenuItem {
  key: string
  label: ReactNode
  icon?: IconName
  to?: string
  onSelect?: () => void
  danger?: boolean
  disabled?: boolean
  /** A line above this item. */
  apart?: boolean
}

/** A short list of acts that opens from a button; the browser's own popover closes it on Escape and outside. */
export const Menu = ({
  label,
  items,
  button = {},
}: {
  label: ReactNode
  items: readonly MenuItem[]
  button?: Omit<ButtonProps, 'children' | 'onClick' | 'to'>
}) => {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const place = (trigger: HTMLElement) => {
    const popover = list.current
    if (!popover) return
    popover.togglePopover()
    if (!popover.matches(':popover-open')) return
    const from = trigger.getBoundingClientRect()
    const size = popover.getBoundingClientRect()
    const left = Math.min(from.left, window.innerWidth - size.width - 16)
    const below = from.bottom + size.height + 8 < window.innerHeight
    popover.style.left = `${Math.max(16, left)}px`
    popover.style.top = `${below ? from.bottom : Math.max(8, from.top - size.height - 8)}px`
    popover.querySelector<HTMLElement>('a, button')?.focus()
  }
  const walk = (step: number) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>('a, button') ?? [])]
    const here = all.findIndex(one => one === document.activeElement)
    all[(here + step + all.length) % all.length]?.focus()
  }
  return (
    <span className="pl-menu">
      <Button iconAfter="chevron-down" {...button} onClick={event => place(event.currentTarget)}>
        {label}
      </Button>
      <div
        ref={list}
        id={id}
        popover="auto"
        className="pl-menu-list"
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          walk(event.key === 'ArrowDown' ? 1 : -1)
        }}
      >
        {items.flatMap(item => [
          ...(item.apart ? [<hr key={`${item.key} line`} />] : []),
          item.to ? (
            <Link key={item.key} to={item.to} className={classes(item.danger && 'is-danger') || ' '}>
              {item.icon && <Icon name={item.icon} size="s" />}
              {item.label}
            </Link>
          ) : (
            <button
              key={item.key}
              type="button"
              className={classes(item.danger && 'is-danger')}
              aria-disabled={item.disabled || undefined}
              onClick={() => {
                if (item.disabled) return
                list.current?.hidePopover()
                item.onSelect?.()
              }}
            >
              {item.icon && <Icon name={item.icon} size="s" />}
              {item.label}
            </button>
          ),
        ])}
      </div>
    </span>
  )
}
