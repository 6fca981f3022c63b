import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { PageSpec, RailPlace } from '../page.ts'
import { pagesFor } from '../registry.ts'
import { useSite } from '../site.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { Brand } from './brand.tsx'
import { useShellText } from './words.ts'

/** What console pages tell the rail: which competition this is, and how much waits in each queue. */
export interface ConsoleFacts {
  title: string
  note: string
  /** Address of the list of competitions. */
  switchTo?: string
  /** By rail label: `{ entries: 86 }`. */
  counts?: Readonly<Record<string, number>>
}

const FactsContext = createContext<{ facts: ConsoleFacts | null; tell: (facts: ConsoleFacts) => void }>({
  facts: null,
  tell: () => undefined,
})

/** Called by console pages once they know their competition: `useConsole({ title, note, counts })`. */
export const useConsole = (facts: ConsoleFacts | null): void => {
  const { tell } = useContext(FactsContext)
  const text = JSON.stringify(facts)
  useEffect(() => {
    const known: ConsoleFacts | null = JSON.parse(text)
    if (known) tell(known)
  }, [text, tell])
}

const groups = ['edition', 'talk', 'business'] as const

/** Fills a page's path from the address of the page that is open; null when it needs something the address lacks. */
export const railAddress = (path: string, address: string): string | null => {
  const have = (address.split(/[?#]/)[0] ?? '').split('/')
  const parts = path.split('/').map((part, index) => (part.startsWith('$') ? have[index] : part))
  return parts.some(part => part === undefined) ? null : parts.join('/')
}

interface Place extends RailPlace {
  to: string
}

const placesAt = (pages: readonly PageSpec[], address: string): Place[] => {
  const area = address.split('/').slice(1, 2)[0] ?? ''
  return pages
    .flatMap(page => {
      if (!page.rail || page.path.split('/')[1] !== area) return []
      const to = railAddress(page.path, address)
      return to ? [{ ...page.rail, to }] : []
    })
    .sort((a, b) => a.order - b.order)
}

const Rail = ({ facts }: { facts: ConsoleFacts | null }) => {
  const t = useShellText()
  const { address, viewer, development } = useSite()
  const places = placesAt(pagesFor(development), address)
  const path = address.split(/[?#]/)[0] ?? ''
  const open = places.filter(place => path === place.to || path.startsWith(`${place.to}/`)).at(-1)
  const count = (label: string) => facts?.counts?.[label]
  return (
    <nav className="pl-rail" aria-label={t('mainMenu')}>
      <Brand short />
      {facts && (
        <Link
          to={facts.switchTo ?? '/organisations'}
          className="pl-rail-switch"
          label={`${facts.title}: ${t('rail.switch')}`}
        >
          <b>{facts.title}</b>
          <span className="pl-muted pl-tiny">{facts.note}</span>
        </Link>
      )}
      {groups.flatMap(group => {
        const inGroup = places.filter(place => place.group === group)
        if (inGroup.length === 0) return []
        return [
          <p key={group} className="pl-rail-group">
            {t(`rail.${group}`)}
          </p>,
          ...inGroup.map(place => (
            <Link key={place.to} to={place.to} className="pl-rail-place" current={place === open}>
              <Icon name={place.icon} />
              {t.maybe(`rail.${place.label}`) ?? place.label}
              {count(place.label) !== undefined && <span className="pl-rail-count">{count(place.label)}</span>}
            </Link>
          )),
        ]
      })}
      <span className="pl-spacer" />
      {viewer && (
        <Link to="/me" className="pl-rail-me">
          <i>{Array.from(viewer.name)[0]}</i>
          <span>
            {viewer.name}
            <small>{viewer.email}</small>
          </span>
        </Link>
      )}
    </nav>
  )
}

/** The organiser's frame: rail at the left (a sideways strip on phones), matter at the right. */
export const ConsoleFrame = ({ children }: { children: ReactNode }) => {
  const [facts, tell] = useState<ConsoleFacts | null>(null)
  return (
    <FactsContext.Provider value={{ facts, tell }}>
      <div className="pl-console">
        <Rail facts={facts} />
        <main className="pl-console-main" id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </FactsContext.Provider>
  )
}
