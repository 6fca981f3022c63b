import './paper.css'
import { paperSheets } from '../../../domains/judging/contract.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { PaperSheet } from './paper-sheet.tsx'
import { useText } from './text.ts'

export const view = viewOf('/judge/$panelId/paper', {
  queries: ({ params }) => [query(paperSheets, { params: { panelId: params.panelId } })],
  head: ({ data: [reply], locale }) => ({
    title: `${useText.in(locale)('paper.title')} ${reply.panel.name[locale]}`,
    noIndex: true,
  }),
  Page: ({ search, data: [reply] }) => {
    const t = useText()
    const { locale } = useSite()
    const { rules } = reply
    const sheets = reply.sheets.filter(sheet => !search['sheet'] || sheet.id === search['sheet'])
    return (
      <main className="judging-papers">
        <div className="pl-actions judging-paper-acts">
          <Button icon="arrow-left" variant="quiet" onClick={() => window.history.back()}>
            {t('paper.back')}
          </Button>
          {sheets.length > 0 && (
            <Button icon="printer" variant="ink" onClick={() => window.print()}>
              {t('paper.print', { count: sheets.length })}
            </Button>
          )}
        </div>
        {sheets.length === 0 && <Empty title={t('paper.none')} />}
        {sheets.map((sheet, index) => (
          <PaperSheet
            key={sheet.id}
            reply={reply}
            rules={rules}
            sheet={sheet}
            locale={locale}
            place={{ number: index + 1, of: sheets.length }}
          />
        ))}
      </main>
    )
  },
})
