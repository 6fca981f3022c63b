import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../call.ts'
import { hasPage } from '../registry.ts'
import { useSite } from '../site.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { Brand } from './brand.tsx'
import { LanguageSwitch, SchemeSwitch } from './language.tsx'
import { useShellText } from './words.ts'

const places = [
  { to: '/me', key: 'me', member: true },
  { to: '/competitions', key: 'competitions', member: false },
  { to: '/courses', key: 'courses', member: false },
  { to: '/results', key: 'results', member: false },
  { to: '/certificates', key: 'verify', member: false },
  { to: hasPage('/organise') ? '/organise' : '/organisations', key: 'organise', member: false },
] as const

/** The words of the bar: only places that exist, and the person's own first. */
const usePlaces = () => {
  const t = useShellText()
  const { viewer, address } = useSite()
  const path = address.split(/[?#]/)[0] ?? ''
  return places
    .filter(place => hasPage(place.to) && (!place.member || viewer))
    .map(place => ({
      to: place.to,
      label: t(`nav.${place.key}`),
      current: path === place.to || path.startsWith(`${place.to}/`),
    }))
}

/** Contracts are fetched when they are first needed, so that a visitor's page does not carry them. */
const leave = async () => {
  const { signOut } = await import('../../domains/accounts/contract.ts')
  await call(signOut, {})
  window.location.assign('/')
}

/** Unread messages of the signed-in person. */
export const useUnread = (): number => {
  const { viewer } = useSite()
  const unread = useQuery({
    queryKey: ['messaging.count-unread', {}],
    queryFn: async () => {
      const { countUnread } = await import('../../domains/messaging/contract.ts')
      return call(countUnread, {})
    },
    enabled: viewer !== null && hasPage('/me/messages'),
    refetchInterval: 120_000,
  })
  return unread.data?.unread ?? 0
}

const personal = [
  { to: '/me', key: 'home', icon: 'target-arrow' },
  { to: '/judge', key: 'judging', icon: 'scale' },
  { to: '/organisations', key: 'organisations', icon: 'building-bank' },
  { to: '/me/certificates', key: 'certificates', icon: 'certificate' },
  { to: '/me/orders', key: 'orders', icon: 'file-invoice' },
  { to: '/me/profile', key: 'profile', icon: 'user' },
  { to: '/me/security', key: 'security', icon: 'shield-check' },
  { to: '/me/privacy', key: 'privacy', icon: 'lock' },
] as const

const usePersonal = (): MenuItem[] => {
  const t = useShellText()
  return [
    ...personal
      .filter(item => hasPage(item.to))
      .map(item => ({ key: item.key, to: item.to, icon: item.icon, label: t(`me.${item.key}`) })),
    { key: 'leave', label: t('me.signOut'), icon: 'logout', apart: true, onSelect: () => void leave() },
  ]
}

const Messages = () => {
  const t = useShellText()
  const unread = useUnread()
  if (!hasPage('/me/messages')) return null
  return (
    <Link to="/me/messages" plain>
      <Icon name="message-circle" />
      {t('nav.messages')}
      {unread > 0 && <span className="pl-count">{unread}</span>}
    </Link>
  )
}

/** What a person reaches from their own name. */
export const PersonMenu = () => {
  const { viewer } = useSite()
  const items = usePersonal()
  return viewer ? <Menu label={viewer.name} items={items} button={{ variant: 'quiet' }} /> : null
}

const signInAddress = (address: string) =>
  address && address !== '/' && !address.startsWith('/sign-')
    ? `/sign-in?next=${encodeURIComponent(address)}`
    : '/sign-in'

const MenuSheet = ({ open, onClose }: { open: () => HTMLDialogElement | null; onClose: () => void }) => {
  const t = useShellText()
  const { viewer } = useSite()
  const items = usePersonal()
  const [scheme, setScheme] = useState(useSite().scheme)
  return (
    <>
      <div className="pl-menu-sheet-bar">
        <Brand short />
        <IconButton icon="x" label={t('menu')} onClick={() => open()?.close()} />
      </div>
      <nav aria-label={t('mainMenu')}>
        {usePlaces().map(place => (
          <Link key={place.to} to={place.to} plain current={place.current} onClick={onClose}>
            {place.label}
          </Link>
        ))}
        {viewer &&
          items
            .filter(item => item.to !== '/me')
            .map(item =>
              item.to ? (
                <Link key={item.key} to={item.to} plain onClick={onClose}>
                  {item.label}
                </Link>
              ) : (
                <button key={item.key} type="button" onClick={item.onSelect}>
                  {item.label}
                </button>
              ),
            )}
      </nav>
      <div className="pl-menu-sheet-end">
        <SchemeSwitch value={scheme} onChange={setScheme} />
      </div>
      <div className="pl-menu-sheet-end">
        <LanguageSwitch />
      </div>
    </>
  )
}

/** The bar of the public site, of a person's own pages (64 px) and of desks (52 px). */
export const TopBar = ({ desk }: { desk?: boolean }) => {
  const t = useShellText()
  const { viewer, address } = useSite()
  const sheet = useRef<HTMLDialogElement>(null)
  const [opened, setOpened] = useState(false)
  return (
    <header className={desk ? 'pl-top pl-top-desk' : 'pl-top'}>
      <div className="pl-wrap">
        <Brand size={desk ? 24 : 28} />
        <nav className="pl-nav" aria-label={t('mainMenu')}>
          {usePlaces().map(place => (
            <Link key={place.to} to={place.to} plain current={place.current}>
              {place.label}
            </Link>
          ))}
        </nav>
        <div className="pl-top-end pl-top-wide">
          {viewer && <Messages />}
          <LanguageSwitch />
          {viewer ? (
            <PersonMenu />
          ) : (
            hasPage('/sign-in') && <Button to={signInAddress(address)}>{t('me.signIn')}</Button>
          )}
        </div>
        <div className="pl-top-phone">
          {!viewer && hasPage('/sign-in') && (
            <Button to={signInAddress(address)} variant="quiet">
              {t('me.signIn')}
            </Button>
          )}
          <IconButton
            icon="menu-2"
            label={t('menu')}
            onClick={() => {
              setOpened(true)
              sheet.current?.showModal()
            }}
          />
        </div>
      </div>
      <dialog ref={sheet} className="pl-menu-sheet" aria-label={t('menu')} onClose={() => setOpened(false)}>
        {opened && <MenuSheet open={() => sheet.current} onClose={() => sheet.current?.close()} />}
      </dialog>
    </header>
  )
}
