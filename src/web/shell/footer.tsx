import { hasPage } from '../registry.ts'
import { useSite } from '../site.tsx'
import { Link } from '../ui/link.tsx'
import { SealMark } from '../ui/seal.tsx'
import { SchemeSwitch } from './language.tsx'
import { useShellText } from './words.ts'
import { useState } from 'react'

const links = [
  { to: '/log', key: 'log' },
  { to: '/privacy', key: 'privacy' },
  { to: '/terms', key: 'terms' },
  { to: '/reports', key: 'reports' },
  { to: '/contact', key: 'contact' },
] as const

export const Footer = () => {
  const t = useShellText()
  const [scheme, setScheme] = useState(useSite().scheme)
  return (
    <footer className="pl-footer">
      <div className="pl-wrap">
        <span className="pl-row">
          <SealMark size={18} ink />
          {t('footer.site')}
        </span>
        <span className="pl-spacer" />
        {links
          .filter(link => hasPage(link.to))
          .map(link => (
            <Link key={link.to} to={link.to} plain>
              {t(`footer.${link.key}`)}
            </Link>
          ))}
        <SchemeSwitch value={scheme} onChange={setScheme} />
      </div>
    </footer>
  )
}
