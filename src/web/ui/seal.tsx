import type { ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import { classes } from './class-names.ts'
import { Icon } from './icon.tsx'
import sprite from './icons.svg?no-inline'

/** The mark. 16 px at least. `ink` for places where nothing binds (footers). */
export const SealMark = ({ size = 28, ink, label }: { size?: number; ink?: boolean; label?: string }) => (
  <svg
    className="pl-seal"
    width={size}
    height={size}
    viewBox="0 0 100 100"
    role={label ? 'img' : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : true}
  >
    <use href={`${sprite}#${ink ? 'seal-ink' : 'seal'}`} />
  </svg>
)

/** Characters of a name in the order a seal is read: right column first, top to bottom. At most four. */
const placesOf = (name: string, latin: boolean): { text: string; x: number; y: number; stretch: number }[] => {
  const characters = Array.from(name.replace(/[\s·•.]/g, ''))
  const shown = characters.length > 4 ? characters.slice(0, 4) : characters
  // Latin initials read from the left.
  const right = latin ? 29 : 71
  const left = latin ? 71 : 29
  const [first = '', second = '', third = '', fourth = ''] = shown
  if (shown.length === 1) return [{ text: first, x: 50, y: 50, stretch: 1 }]
  if (shown.length === 2) {
    return [
      { text: first, x: right, y: 50, stretch: 1.75 },
      { text: second, x: left, y: 50, stretch: 1.75 },
    ]
  }
  if (shown.length === 3) {
    return [
      { text: first, x: right, y: 50, stretch: 1.75 },
      { text: second, x: left, y: 29, stretch: 1 },
      { text: third, x: left, y: 71, stretch: 1 },
    ]
  }
  return [
    { text: first, x: right, y: 29, stretch: 1 },
    { text: second, x: right, y: 71, stretch: 1 },
    { text: third, x: left, y: 29, stretch: 1 },
    { text: fourth, x: left, y: 71, stretch: 1 },
  ]
}

/** A person's seal on a signature, 44–52 px. Latin names show their initials. `pressed` plays the press once. */
export const NameSeal = ({ name, size = 48, pressed }: { name: string; size?: number; pressed?: boolean }) => {
  const latin = /^[\p{Script=Latin}\s.'-]+$/u.test(name)
  const text = latin
    ? name
        .split(/\s+/)
        .map(part => part.charAt(0).toUpperCase())
        .join('')
        .slice(0, 2)
    : name
  return (
    <svg
      className={classes('pl-name-seal', pressed && 'is-pressed')}
      width={size}
      height={size}
      viewBox="0 0 100 100"
      role="img"
      aria-label={name}
    >
      <path fill="var(--pl-seal)" d="M3 3 97 2 98 97 2 98z" />
      <g fill="#fff" fontSize="40" textAnchor="middle">
        {placesOf(text, latin).map(place => (
          <text
            key={`${place.x} ${place.y}`}
            transform={`translate(${place.x} ${place.y}) scale(1 ${place.stretch})`}
            dominantBaseline="central"
          >
            {place.text}
          </text>
        ))}
      </g>
    </svg>
  )
}

export type SignState = 'checked' | 'signed' | 'now' | 'waiting'

/** The place of a signature: a check, a seal, or the same square, dashed and empty. */
export const SignSlot = ({ state, name = '', pressed }: { state: SignState; name?: string; pressed?: boolean }) => {
  const t = useWords()
  if (state === 'signed') return <NameSeal name={name} pressed={pressed ?? false} />
  if (state === 'checked') {
    return (
      <span className="pl-sign-slot is-checked">
        <Icon name="check" size="l" label={t('seal.checked')} />
      </span>
    )
  }
  return (
    <span
      className={classes('pl-sign-slot', state === 'now' && 'is-now')}
      role="img"
      lang="zh-CN"
      aria-label={state === 'now' ? t('seal.now', { name }) : t('seal.waiting')}
    >
      {t('seal.sign')}
    </span>
  )
}

/** The order in which results are signed. */
export const SignList = ({
  items,
}: {
  items: readonly {
    key: string
    state: SignState
    name?: string
    title: ReactNode
    note?: ReactNode
    pressed?: boolean
  }[]
}) => (
  <ol className="pl-sign-list">
    {items.map(item => (
      <li key={item.key} className={`is-${item.state}`} aria-current={item.state === 'now' ? 'step' : undefined}>
        <SignSlot state={item.state} name={item.name ?? ''} pressed={item.pressed ?? false} />
        <span>
          <b>{item.title}</b>
          {item.note && <small>{item.note}</small>}
        </span>
      </li>
    ))}
  </ol>
)
