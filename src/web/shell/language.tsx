import { localised, otherLocale } from '../i18n/locale.ts'
import { useSite } from '../site.tsx'
import { Segmented } from '../ui/tabs.tsx'
import { useShellText } from './words.ts'

const yearSeconds = 31_536_000
const remember = (name: string, value: string) => {
  document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`
}

/** The same page in the other language: an ordinary link, so that it works without scripts and keeps the query. */
export const LanguageSwitch = () => {
  const t = useShellText()
  const { locale, address } = useSite()
  const other = otherLocale(locale)
  return (
    <a
      href={localised(address || '/', other)}
      lang={other}
      hrefLang={other}
      onClick={() => remember('pl_locale', other)}
    >
      {t('switchLanguage')}
    </a>
  )
}

/** Like the device, light or dark; remembered on this device. */
export const SchemeSwitch = ({
  value,
  onChange,
}: {
  value: string
  onChange: (scheme: 'auto' | 'light' | 'dark') => void
}) => {
  const t = useShellText()
  const known = value === 'light' || value === 'dark' ? value : 'auto'
  return (
    <Segmented
      label={t('scheme.title')}
      value={known}
      options={[
        { value: 'auto', label: t('scheme.auto') },
        { value: 'light', label: t('scheme.light') },
        { value: 'dark', label: t('scheme.dark') },
      ]}
      onChange={scheme => {
        remember('pl_scheme', scheme)
        document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
        onChange(scheme)
      }}
    />
  )
}
