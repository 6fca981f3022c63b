import './ui-page.css'
import { viewOf } from '../../page.ts'
import { PageHead, Wrap } from '../../ui/layout.tsx'
import { Basics } from './basics.tsx'
import { Feedback } from './feedback.tsx'
import { Figures } from './figures.tsx'
import { Forms } from './forms.tsx'
import { Lists, Tables } from './lists.tsx'
import { useText } from './words.ts'

/** Every part in every state: the place to look before and after a change to `web/ui`. */
export const view = viewOf('/dev/ui', {
  head: ({ locale }) => ({
    title: useText.in(locale)('title'),
    description: useText.in(locale)('description'),
    noIndex: true,
  }),
  Page: () => {
    const t = useText()
    return (
      <Wrap>
        <PageHead title={t('title')} note={t('lead')} />
        <Basics />
        <Forms />
        <Figures />
        <Tables />
        <Lists />
        <Feedback />
      </Wrap>
    )
  },
})
