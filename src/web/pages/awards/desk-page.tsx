import './awards.css'
import type { ReplyOf } from '../../../kernel/contract.ts'
import { awardsDesk } from '../../../domains/awards/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DeskBody, DeskHead } from '../../ui/desk.tsx'
import { Empty } from '../../ui/feedback.tsx'
import { useConsole } from '../../shell/rail.tsx'
import { AwardTable } from './award-table.tsx'
import { DesignForm } from './design-form.tsx'
import { Issue } from './issue.tsx'
import { useText } from './text.ts'

export type Desk = ReplyOf<typeof awardsDesk>

const AwardsDesk = ({ desk, competitionId }: { desk: Desk; competitionId: string }) => {
  const t = useText()
  const format = useFormat()
  const issued = desk.awards.filter(award => award.credentialNumber !== null).length
  useConsole({
    title: format.pick(desk.title),
    note: t('desk.issued', { count: desk.awards.length, issued: format.number(issued) }),
  })
  return (
    <>
      <DeskHead
        title={t('desk.title')}
        note={t('desk.issued', { count: desk.awards.length, issued: format.number(issued) })}
        actions={
          desk.resultsFinal && (
            <Button to={`/competitions/${desk.competitionSlug}/results`} icon="external-link">
              {t('desk.public')}
            </Button>
          )
        }
      />
      <DeskBody>
        <div className="awards-desk">
          {desk.awards.length === 0 ? (
            <Empty
              title={t('desk.none')}
              action={<Button to={`/console/${competitionId}/results`}>{t('desk.toResults')}</Button>}
            >
              {t(desk.resultsFinal ? 'desk.noneFinal' : 'desk.noneBody')}
            </Empty>
          ) : (
            <>
              <Issue desk={desk} competitionId={competitionId} />
              <AwardTable desk={desk} />
            </>
          )}
          <DesignForm desk={desk} competitionId={competitionId} />
        </div>
      </DeskBody>
    </>
  )
}

export const view = viewOf('/console/$competitionId/awards', {
  queries: ({ params }) => [query(awardsDesk, { params })],
  head: ({ locale }) => ({ title: useText.in(locale)('desk.title'), noIndex: true }),
  Page: ({ data: [desk], params }) => <AwardsDesk desk={desk} competitionId={params.competitionId} />,
})
