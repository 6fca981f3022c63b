import { type MouseEvent, type ReactNode, useId } from 'react'
import { classes } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { Link } from './link.tsx'

export interface ButtonProps {
  children: ReactNode
  /** `seal` binds (pay, hand in, sign, publish) and names the act and the amount; at most one a screen. */
  variant?: 'outline' | 'ink' | 'seal' | 'quiet' | 'danger' | undefined
  size?: 's' | 'm' | 'l' | undefined
  wide?: boolean | undefined
  icon?: IconName | undefined
  iconAfter?: IconName | undefined
  kbd?: string | undefined
  /** The act is under way: the button stays and does nothing. */
  busy?: boolean | undefined
  disabled?: boolean | undefined
  /** Why the act is blocked now. The button stays visible, disabled, with the reason beside it. */
  why?: string | undefined
  /** A page to go to: the button is a link. */
  to?: string | undefined
  download?: boolean | undefined
  type?: 'button' | 'submit' | undefined
  label?: string | undefined
  className?: string | undefined
  /** Pressed state of a toggle. */
  pressed?: boolean | undefined
  onClick?: ((event: MouseEvent<HTMLElement>) => void) | undefined
}

const look = (props: Omit<ButtonProps, 'children'>) =>
  classes(
    'pl-button',
    props.variant && props.variant !== 'outline' && `pl-button-${props.variant}`,
    props.size && props.size !== 'm' && `pl-button-${props.size}`,
    props.wide && 'pl-button-wide',
    props.className,
  )

export const Button = (props: ButtonProps) => {
  const reasonId = useId()
  const inner = (
    <>
      {props.icon && <Icon name={props.icon} size={props.size === 's' ? 's' : 'm'} />}
      {props.children}
      {props.iconAfter && <Icon name={props.iconAfter} size={props.size === 's' ? 's' : 'm'} />}
      {props.kbd && <Kbd>{props.kbd}</Kbd>}
    </>
  )
  if (props.to && !props.disabled && !props.why) {
    return (
      <Link to={props.to} className={look(props)} label={props.label} download={props.download} onClick={props.onClick}>
        {inner}
      </Link>
    )
  }
  const button = (
    <button
      type={props.type ?? 'button'}
      className={look(props)}
      disabled={props.disabled}
      aria-disabled={props.why || props.busy ? true : undefined}
      aria-busy={props.busy || undefined}
      aria-describedby={props.why ? reasonId : undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.kbd}
      onClick={event => {
        if (props.why || props.busy) event.preventDefault()
        else props.onClick?.(event)
      }}
    >
      {inner}
    </button>
  )
  if (!props.why) return button
  return (
    <span className={classes('pl-button-blocked', props.wide && 'is-wide')}>
      {button}
      <span id={reasonId} className="pl-button-why">
        {props.why}
      </span>
    </span>
  )
}

/** Search, close, previous, next and play only: other icons stand beside a word. */
export const IconButton = ({
  icon,
  label,
  size,
  disabled,
  variant = 'quiet',
  onClick,
}: {
  icon: IconName
  label: string
  size?: 's' | 'm'
  disabled?: boolean
  variant?: 'quiet' | 'outline'
  onClick?: (event: MouseEvent<HTMLElement>) => void
}) => (
  <button
    type="button"
    className={look({ variant, size, className: 'pl-button-icon' })}
    aria-label={label}
    title={label}
    disabled={disabled}
    onClick={onClick}
  >
    <Icon name={icon} />
  </button>
)
