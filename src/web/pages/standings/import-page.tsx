import { viewOf } from '../../page.ts'
import { useText } from './text.ts'

export const view = viewOf('/console/$competitionId/results/import', {
  head: ({ locale }) => ({ title: useText.in(locale)('list.title'), noIndex: true }),
  Page: () => null,
})
