import './accounts.css'
import { viewOf } from '../../page.ts'
import { NoticeText } from './notice-text.tsx'
import { useText } from './text.ts'

export const view = viewOf('/privacy', {
  head: ({ locale }) => ({
    title: useText.in(locale)('privacyText.title'),
    description: useText.in(locale)('privacyText.description'),
  }),
  Page: () => <NoticeText name="privacyText" />,
})
