import { Link } from '../ui/link.tsx'
import { SealMark } from '../ui/seal.tsx'
import { otherLocale } from '../i18n/locale.ts'
import { useSite } from '../site.tsx'
import { useShellText } from './words.ts'

/** The mark and both names: the reader's language first. */
export const Brand = ({ size = 28, short }: { size?: number; short?: boolean }) => {
  const t = useShellText()
  const { locale } = useSite()
  return (
    <Link to="/" className="pl-brand">
      <SealMark size={size} />
      {t('brand')}
      {!short && (
        <span className="pl-only-wide" lang={otherLocale(locale)}>
          {t('brandOther')}
        </span>
      )}
    </Link>
  )
}
