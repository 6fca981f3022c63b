import type { ReactNode } from 'react'
import type { Site } from '../page.ts'
import { ConfirmProvider } from '../ui/dialog.tsx'
import { ToastProvider } from '../ui/toast.tsx'
import { Footer } from './footer.tsx'
import { ConsoleFrame } from './rail.tsx'
import { TopBar } from './top-bar.tsx'
import { useShellText } from './words.ts'

const Inner = ({ site, children }: { site: Site; children: ReactNode }) => {
  if (site === 'console') return <ConsoleFrame>{children}</ConsoleFrame>
  if (site === 'room' || site === 'judge' || site === 'bare') return <div id="content">{children}</div>
  if (site === 'desk') {
    return (
      <>
        <TopBar desk />
        <main id="content" className="pl-desk" tabIndex={-1}>
          {children}
        </main>
      </>
    )
  }
  return (
    <>
      <TopBar />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  )
}

/** The frame a page stands in (LANGUAGE.md 11), with what dialogs and toasts need. */
export const Frame = ({ site, children }: { site: Site; children: ReactNode }) => {
  const t = useShellText()
  return (
    <ToastProvider>
      <ConfirmProvider>
        <a className="pl-skip" href="#content">
          {t('skip')}
        </a>
        <Inner site={site}>{children}</Inner>
      </ConfirmProvider>
    </ToastProvider>
  )
}
