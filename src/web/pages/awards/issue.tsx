import { useState } from 'react'
import { awardsDesk, issueAwards } from '../../../domains/awards/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Note } from '../../ui/feedback.tsx'
import type { Desk } from './desk-page.tsx'
import { useText } from './text.ts'

/** The binding act: signs and sends what has no certificate yet. */
export const Issue = ({ desk, competitionId }: { desk: Desk; competitionId: string }) => {
  const t = useText()
  const format = useFormat()
  const confirm = useConfirm()
  const [participation, setParticipation] = useState(false)
  const issue = useCommand(issueAwards, { invalidates: [awardsDesk] })
  const open = (kind: 'prize' | 'participation') =>
    desk.awards.filter(award => award.kind === kind && award.credentialNumber === null).length
  const waiting = open('prize') + (participation ? open('participation') : 0)
  const ask = async () => {
    const sure = await confirm({
      title: t('issue.question', { count: waiting }),
      body: t('issue.body'),
      verb: t('issue.verb', { count: waiting }),
      variant: 'seal',
    })
    if (sure) issue.mutate({ params: { competitionId }, body: { participation } })
  }
  const all = open('prize') + open('participation') === 0
  return (
    <div>
      <div className="awards-issue">
        <div>
          <b>
            {all
              ? t('issue.all')
              : t('issue.waiting', { count: open('prize'), more: format.number(open('participation')) })}
          </b>
          {!all && open('participation') > 0 && (
            <Checkbox
              label={t('issue.participation', { count: open('participation') })}
              checked={participation}
              onChange={setParticipation}
            />
          )}
        </div>
        {!all && (
          <Button
            variant="seal"
            busy={issue.isPending}
            disabled={waiting === 0 || !desk.can.issue}
            why={desk.resultsFinal ? (desk.can.issue ? undefined : t('issue.notAllowed')) : t('issue.notFinal')}
            onClick={() => void ask()}
          >
            {t('issue.button', { count: waiting })}
          </Button>
        )}
      </div>
      <RefusalNote error={issue.error} />
      {issue.data && <Note kind="ok">{t('issue.done', { count: issue.data.issued })}</Note>}
    </div>
  )
}
