import { useEffect, useRef } from 'react'
import type { Slot } from './rubric-slots.ts'

/** Asks the PDF on the desk for its next or previous page. */
export const turnEvent = 'judging:turn'

interface DeskKeys {
  enabled: boolean
  slot: Slot | undefined
  canScore: boolean
  setValue: (slot: Slot, value: string) => void
  step: (by: number) => void
  toOpen: () => void
  toSheet: (by: number) => void
  help: () => void
}

/** True where keys write or belong to the control. */
const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio'))

/** Digits mark, arrows move, C comments, N goes to the next open aspect, Space pages through the work, ? says so. */
export function useDeskKeys(keys: DeskKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const now = latest.current
      if (!now.enabled || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey)
        return
      if (event.key === 'Escape' && writes(event.target) && event.target instanceof HTMLElement) {
        event.target.blur()
        return
      }
      if (writes(event.target)) return
      if (!handle(now, event)) return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function handle(now: DeskKeys, event: KeyboardEvent): boolean {
  if (/^\d$/.test(event.key)) return mark(now, Number(event.key))
  switch (event.key) {
    case 'ArrowDown':
      now.step(1)
      return true
    case 'ArrowUp':
      now.step(-1)
      return true
    case 'ArrowRight':
      now.toSheet(1)
      return true
    case 'ArrowLeft':
      now.toSheet(-1)
      return true
    case 'n':
    case 'N':
      now.toOpen()
      return true
    case 'c':
    case 'C':
      document.querySelector<HTMLTextAreaElement>('.judging-aspect.is-now textarea')?.focus()
      return true
    case '?':
      now.help()
      return true
    case ' ': {
      if (event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement) return false
      const work = document.querySelector('.judging-work')
      if (work?.querySelector('.judging-pdf')) {
        window.dispatchEvent(new CustomEvent(turnEvent, { detail: event.shiftKey ? -1 : 1 }))
        return true
      }
      work?.scrollBy({ top: (event.shiftKey ? -0.9 : 0.9) * work.clientHeight, behavior: 'auto' })
      return true
    }
    default:
      return false
  }
}

function mark(now: DeskKeys, digit: number): boolean {
  if (!now.slot || !now.canScore) return false
  if (now.slot.levels === null) {
    document.querySelector<HTMLInputElement>('.judging-aspect.is-now .judging-figure input')?.focus()
    return false
  }
  if (!now.slot.levels.some(level => level.level === digit)) return false
  now.setValue(now.slot, String(digit))
  return true
}
