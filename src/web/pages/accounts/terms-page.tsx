import './accounts.css'
import { viewOf } from '../../page.ts'
import { NoticeText } from './notice-text.tsx'
import { useText } from './text.ts'

export const view = viewOf('/terms', {
  head: ({ locale }) => ({
    title: useText.in(locale)('termsText.title'),
    description: useText.in(locale)('termsText.description'),
  }),
  Page: () => <NoticeText name="termsText" />,
})
