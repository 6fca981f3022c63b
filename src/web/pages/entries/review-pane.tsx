import { useState } from 'react'
import { type FormField, textIn } from '../../../domains/competitions/form-fields.ts'
import { entryForm, readEntryFile } from '../../../domains/entries/contract.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { DetailPane } from '../../ui/desk.tsx'
import { TableSkeleton } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Spacer } from '../../ui/layout.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { H3, H4, Mono } from '../../ui/text.tsx'
import { useAnswerText } from './answer-text.tsx'
import { DisqualifyForm } from './disqualify-form.tsx'
import { StateChip } from './state-chip.tsx'
import { useText } from './text.ts'

/** One entry beside the queue: who, what they wrote, what they sent, what was done, and the verdict. */
export const ReviewPane = ({
  entryId,
  competitionId,
  tracks,
  place,
  onMove,
  onClose,
  onAccept,
  onBegin,
  busy,
  error,
}: {
  entryId: string
  competitionId: string
  tracks: readonly { id: string; name: Bilingual }[]
  place: { index: number; total: number }
  onMove: (step: number) => void
  onClose: () => void
  onAccept: () => void
  onBegin: (verdict: 'return' | 'reject') => void
  busy: boolean
  error: unknown
}) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const answerText = useAnswerText()
  const [judging, setJudging] = useState(false)
  const file = useQueryOf(readEntryFile, { params: { entryId } })
  const version = file.data?.entry.formVersion
  const form = useQueryOf(
    entryForm,
    { params: { competitionId }, query: { version } },
    { enabled: version !== undefined },
  )
  const data = file.data
  if (!data)
    return (
      <DetailPane label={t('desk.pane')}>
        {file.error ? <RefusalNote error={file.error} /> : <TableSkeleton rows={6} columns="1fr 80px" />}
      </DetailPane>
    )
  const { entry, personal, files, history, can } = data
  const track = tracks.find(one => one.id === entry.trackId)
  const fields = form.data?.fields ?? []
  const open = fields.filter(field => !field.personal)
  const sealed = fields.filter(field => field.personal)
  const rows = (shown: readonly FormField[], answers: Readonly<Record<string, unknown>>) =>
    shown.map(field => (
      <tr key={field.key}>
        <th scope="row">{textIn(field.label, locale)}</th>
        <td>{answerText(field, answers[field.key], files)}</td>
      </tr>
    ))
  const picture = files.find(one => one.mime.startsWith('image/'))
  return (
    <DetailPane label={t('desk.pane')}>
      <div className="entries-pane-head">
        <Mono>{entry.number}</Mono>
        <Spacer />
        {place.index > 0 && <span className="pl-muted pl-tiny">{t('desk.place', place)}</span>}
        <IconButton icon="chevron-up" size="s" label="K" onClick={() => onMove(-1)} />
        <IconButton icon="chevron-down" size="s" label="J" onClick={() => onMove(1)} />
        <IconButton icon="x" size="s" label={t('desk.close')} onClick={onClose} />
      </div>
      <H3>{entry.entrantName}</H3>
      <p className="pl-small pl-secondary">
        {[entry.affiliation, track && format.pick(track.name)].filter(Boolean).join(' · ')}
      </p>
      <p className="entries-pane-state">
        <StateChip state={entry.state} again={history.some(line => line.action === 'corrected')} />
        <span className="pl-tiny pl-muted">{entry.email}</span>
      </p>
      {picture && (
        <a href={picture.url} target="_blank" rel="noreferrer" className="entries-picture">
          <img src={picture.url} alt={picture.name} loading="lazy" />
        </a>
      )}
      {form.error && <RefusalNote error={form.error} />}
      {open.length > 0 && (
        <RuledTable caption={t('desk.answers')} dense className="entries-answers">
          <thead>
            <tr>
              <th>{t('desk.question')}</th>
              <th>{t('desk.answers')}</th>
            </tr>
          </thead>
          <tbody>{rows(open, entry.answers)}</tbody>
        </RuledTable>
      )}
      {sealed.length > 0 && (
        <>
          <H4>{t('desk.personal')}</H4>
          <p className="pl-tiny pl-muted entries-logged">
            <Icon name={personal ? 'eye' : 'lock'} size="s" />
            {t(personal ? 'desk.personalLogged' : 'desk.personalHidden')}
          </p>
          {personal && (
            <RuledTable caption={t('desk.personal')} dense className="entries-answers">
              <tbody>{rows(sealed, personal)}</tbody>
            </RuledTable>
          )}
        </>
      )}
      {error !== null && error !== undefined && <RefusalNote error={error} />}
      {can.review ? (
        <>
          <div className="entries-acts entries-verdict">
            <Button variant="ink" kbd="A" busy={busy} onClick={onAccept}>
              {t('desk.accept')}
            </Button>
            <Button kbd="R" onClick={() => onBegin('return')}>
              {t('desk.return')}
            </Button>
            <Button variant="danger" onClick={() => onBegin('reject')}>
              {t('desk.reject')}
            </Button>
          </div>
          <p className="pl-tiny pl-muted entries-fine">
            {entry.paidMinor === '0'
              ? t('desk.rejectFree')
              : t('desk.rejectRefund', {
                  amount: format.money({ currency: entry.currency, minor: entry.paidMinor }),
                })}
          </p>
        </>
      ) : can.disqualify || can.reinstate ? (
        judging ? (
          <DisqualifyForm entryId={entryId} disqualify={can.disqualify} onDone={() => setJudging(false)} />
        ) : (
          <div className="entries-acts">
            <Button variant={can.disqualify ? 'danger' : 'outline'} onClick={() => setJudging(true)}>
              {t(can.disqualify ? 'desk.disqualify' : 'desk.reinstate')}
            </Button>
          </div>
        )
      ) : (
        <p className="pl-tiny pl-muted entries-fine">{t('desk.notReviewable')}</p>
      )}
      <H4>{t('desk.history')}</H4>
      <ol className="entries-history">
        {history.toReversed().map((line, index) => (
          <li key={`${line.at} ${String(index)}`}>
            {t.maybe(`history.${line.action}`) ?? line.action}
            {line.note && <span className="pl-secondary">{t('next.quote', { text: line.note })}</span>}
            <small>{t('desk.by', { name: line.by ?? t('desk.system'), time: format.tableTime(line.at) })}</small>
          </li>
        ))}
      </ol>
    </DetailPane>
  )
}
