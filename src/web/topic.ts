import { useEffect, useRef } from 'react'

/**
 * Live news. One EventSource a tab carries every topic any part asked for. The browser resumes with Last-Event-ID after
 * a lost connection; when the set of topics changes we reopen and carry the last id over ourselves.
 */
type Listener = (data: unknown) => void

const listeners = new Map<string, Set<Listener>>()
let source: EventSource | null = null
let openTopics = ''
let lastId = ''
let reopening: ReturnType<typeof setTimeout> | undefined

const deliver = (message: MessageEvent<string>) => {
  if (message.lastEventId) lastId = message.lastEventId
  const data: unknown = JSON.parse(message.data)
  for (const listener of listeners.get(message.type) ?? []) listener(data)
}

const reopen = () => {
  const topics = [...listeners.keys()].sort()
  if (topics.join(',') === openTopics) return
  source?.close()
  source = null
  openTopics = topics.join(',')
  if (topics.length === 0) return
  const query = new URLSearchParams({ topics: openTopics, ...(lastId ? { after: lastId } : {}) })
  source = new EventSource(`/api/live?${query}`)
  // Events are named by their topic.
  for (const topic of topics) source.addEventListener(topic, deliver)
}

const schedule = () => {
  clearTimeout(reopening)
  reopening = setTimeout(reopen, 50)
}

/** Starts listening; returns how to stop. */
export const listen = (topic: string, listener: Listener): (() => void) => {
  const set = listeners.get(topic) ?? new Set()
  set.add(listener)
  listeners.set(topic, set)
  schedule()
  return () => {
    set.delete(listener)
    if (set.size === 0) listeners.delete(topic)
    schedule()
  }
}

/** Listens while a part is on screen; null listens to nothing. */
export const useTopic = (topic: string | null, onEvent: (data: unknown) => void): void => {
  const latest = useRef(onEvent)
  useEffect(() => {
    latest.current = onEvent
  })
  useEffect(() => (topic === null ? undefined : listen(topic, data => latest.current(data))), [topic])
}
