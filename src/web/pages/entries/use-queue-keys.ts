import { useEffect, useRef } from 'react'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, dialog, [popover]') !== null

/** Single keys for a queue, told while nobody types: `{ j: next, a: accept }`. Escape works everywhere. */
export const useQueueKeys = (keys: Record<string, () => void>): void => {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (event.key !== 'Escape' && typing(event.target)) return
      // A focused button or checkbox keeps its own space.
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button, a, input')) return
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
