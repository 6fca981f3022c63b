import type { ReactNode } from 'react'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useText } from './text.ts'

/** A person's own settings: title and the four places. */
export const MeFrame = ({ title, current, children }: { title: string; current: string; children: ReactNode }) => {
  const t = useText()
  return (
    <Wrap>
      <PageHead title={title} />
      <div className="accounts-tabs">
        <Tabs
          label={t('me.tabs')}
          current={current}
          items={[
            { to: '/me/profile', label: t('me.profile') },
            { to: '/me/security', label: t('me.security') },
            { to: '/me/messages', label: t('me.messages') },
            { to: '/me/privacy', label: t('me.privacy') },
          ]}
        />
      </div>
      {children}
    </Wrap>
  )
}
