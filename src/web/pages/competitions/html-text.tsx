import type { Bilingual } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'

/**
 * A text the server rendered from the organiser's Markdown: raw HTML never passes there (render-markdown.ts), so it may
 * stand in the page as it is. Falls back to the other language, marked as such.
 */
export const HtmlText = ({ html, className }: { html: Bilingual; className?: string }) => {
  const format = useFormat()
  const { locale } = useSite()
  const lang = html[locale] ? locale : locale === 'en' ? 'zh-CN' : 'en'
  return (
    <div
      className={['pl-reading competition-body', className].filter(Boolean).join(' ')}
      lang={lang}
      // oxlint-disable-next-line react/no-danger -- see above
      dangerouslySetInnerHTML={{ __html: format.pick(html) }}
    />
  )
}
