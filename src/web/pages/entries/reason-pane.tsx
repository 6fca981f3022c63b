import { useState } from 'react'
import { addMs } from '../../../kernel/clock.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { DetailPane } from '../../ui/desk.tsx'
import { DateTimeField, TextArea } from '../../ui/field.tsx'
import { H3 } from '../../ui/text.tsx'
import { useText } from './text.ts'
import type { BegunReview } from './use-review.ts'

const templates = {
  return: ['number', 'unclear', 'missing'],
  reject: ['eligible', 'duplicate', 'missing'],
} as const

const week = 7 * 86_400_000

/** The reason of a return or a rejection, for one entry or many; the entrant reads it word for word. */
export const ReasonPane = ({
  review,
  zone,
  rejectedPercent,
  busy,
  error,
  onSend,
  onCancel,
}: {
  review: BegunReview
  zone: string
  rejectedPercent: number
  busy: boolean
  error: unknown
  onSend: (note: string, correctBy?: string) => void
  onCancel: () => void
}) => {
  const t = useText()
  const { clock } = useSite()
  const [note, setNote] = useState('')
  const [left, setLeft] = useState(false)
  const [correctBy, setCorrectBy] = useState(() => addMs(clock.now(), week).toISOString())
  const returning = review.verdict === 'return'
  const title = t(returning ? 'desk.reasonReturn' : 'desk.reasonReject')
  return (
    <DetailPane label={title}>
      <form
        className="entries-reason"
        onSubmit={event => {
          event.preventDefault()
          setLeft(true)
          if (note.trim()) onSend(note.trim(), returning ? correctBy : undefined)
        }}
      >
        <p className="pl-muted pl-small">{t('desk.many', { count: review.ids.length })}</p>
        <H3>{title}</H3>
        <div className="entries-templates" role="group" aria-label={t('desk.templates')}>
          {templates[review.verdict].map(name => (
            <Button key={name} size="s" onClick={() => setNote(t(`template.${name}.text`))}>
              {t(`template.${name}.label`)}
            </Button>
          ))}
        </div>
        <TextArea
          label={t('desk.reasonSent')}
          value={note}
          onChange={setNote}
          rows={5}
          maxLength={2000}
          error={left && !note.trim() ? t('desk.reasonNeeded') : undefined}
        />
        {returning ? (
          <DateTimeField label={t('desk.correctBy')} zone={zone} value={correctBy} onChange={setCorrectBy} />
        ) : (
          <p className="pl-tiny pl-muted">
            {rejectedPercent > 0 ? t('desk.rejectRefund', { amount: `${rejectedPercent}%` }) : t('desk.rejectFree')}
          </p>
        )}
        {error !== null && error !== undefined && <RefusalNote error={error} />}
        <div className="entries-acts">
          <Button variant={returning ? 'ink' : 'danger'} type="submit" busy={busy} icon={returning ? undefined : 'ban'}>
            {t(returning ? 'desk.sendReturn' : 'desk.sendReject')}
          </Button>
          <Button variant="quiet" onClick={onCancel} kbd="Esc">
            {t('desk.cancel')}
          </Button>
        </div>
      </form>
    </DetailPane>
  )
}
