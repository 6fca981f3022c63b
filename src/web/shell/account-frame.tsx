import type { ReactNode } from 'react'
import { H1, P } from '../ui/text.tsx'
import { Brand } from './brand.tsx'
import { LanguageSwitch } from './language.tsx'

/** Sign in, sign up, reset: one narrow column, the language at hand, one foot bar. For `site: 'bare'` pages. */
export const AccountFrame = ({
  title,
  note,
  foot,
  children,
}: {
  title: string
  note?: ReactNode
  foot?: ReactNode
  children: ReactNode
}) => (
  <div className="pl-account">
    <header className="pl-account-bar">
      <Brand short size={24} />
      <span />
      <LanguageSwitch />
    </header>
    <main className="pl-account-body">
      <H1 size="desk">{title}</H1>
      {note && <P className="pl-secondary pl-small">{note}</P>}
      <div style={{ marginTop: 20 }}>{children}</div>
    </main>
    {foot && <footer className="pl-account-foot">{foot}</footer>}
  </div>
)
