import { useEffect, useState } from 'react'
import type { Missing } from '../../../../domains/competitions/sections.ts'
import { Refused } from '../../../call.ts'
import { loadRefusals, mistakesOf } from '../../../refusal.tsx'
import { useSite } from '../../../site.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useText } from './words.ts'

/** What publication still needs, each line leading to its step. */
export const MissingList = ({ missing, linked }: { missing: readonly Missing[]; linked?: boolean }) => {
  const t = useText()
  const { locale } = useSite()
  const [ready, setReady] = useState(false)
  useEffect(() => {
    void loadRefusals('competitions', locale).then(() => setReady(true))
  }, [locale])
  if (!ready) return null
  const sentence = (one: Missing): string => {
    const params = {
      ...one.params,
      ...(one.params['locale'] === 'en' ? { locale: t('locales.en') } : {}),
      ...(one.params['locale'] === 'zh-CN' ? { locale: t('locales.zh') } : {}),
    }
    const asked = new Refused({
      code: 'competitions.not-complete',
      status: 422,
      errors: [{ path: 'it', code: `competitions.${one.code}`, params }],
    })
    return mistakesOf(asked, 'it', locale) ?? one.code
  }
  return (
    <ul className="wizard-missing">
      {missing.map((one, index) => (
        // Two of a kind may be missing.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <Icon name="alert-triangle" size="s" />
          {linked ? (
            <a href={`#step-${one.step}`} className="pl-link">
              {sentence(one)}
            </a>
          ) : (
            <span>{sentence(one)}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
