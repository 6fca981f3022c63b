import { useEffect, useRef } from 'react'

/**
 * Live news. One EventSource a tab carries every topic any part asked for; the browser resumes with Last-Event-ID after
 * a lost connection, and we carry the last id over when the set of topics changes.
 */
export interface TopicEvent {
  topic: string
  /** What happened, as the realtime domain names it. */
  data: unknown
}

type Listener = (event: TopicEvent) => void

const listeners = new Map<string, Set<Listener>>()
let source: EventSource | null = null
let openTopics = ''
let lastId = ''
let reopening: ReturnType<typeof setTimeout> | undefined

const deliver = (message: MessageEvent<string>) => {
  if (message.lastEventId) lastId = message.lastEventId
  const event: Partial<TopicEvent> = JSON.parse(message.data)
  if (typeof event.topic !== 'string') return
  for (const listener of listeners.get(event.topic) ?? []) listener({ topic: event.topic, data: event.data })
}

const reopen = () => {
  const topics = [...listeners.keys()].sort().join(',')
  if (topics === openTopics) return
  source?.close()
  source = null
  openTopics = topics
  if (!topics) return
  const query = new URLSearchParams({ topics, ...(lastId ? { after: lastId } : {}) })
  source = new EventSource(`/api/stream?${query}`)
  source.addEventListener('message', deliver)
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
  useEffect(() => (topic === null ? undefined : listen(topic, event => latest.current(event.data))), [topic])
}
