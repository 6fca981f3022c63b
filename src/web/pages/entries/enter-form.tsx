import { useState } from 'react'
import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import type { FormField } from '../../../domains/competitions/form-fields.ts'
import { enter, myEntries, myEntry, myStandings } from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Link, useGo } from '../../ui/link.tsx'
import { SumList } from '../../ui/list.tsx'
import { H2 } from '../../ui/text.tsx'
import type { PartialDraft } from './draft.ts'
import { EnterFrame } from './enter-frame.tsx'
import { Questions } from './questions.tsx'
import { RulesChanged } from './rules-changed.tsx'
import { useText } from './text.ts'
import { useEntryDraft } from './use-entry-draft.ts'
import { useQuestions } from './use-questions.ts'

/** The form while entry is open: filling in, agreeing, and the one binding act at its foot. */
export const EnterForm = ({
  competition,
  draft: server,
  fields,
  rulesVersion,
  onRulesChanged,
  onFull,
}: {
  competition: CompetitionPage
  draft: PartialDraft | null
  fields: readonly FormField[]
  rulesVersion: number
  onRulesChanged: () => void
  onFull: () => void
}) => {
  const t = useText()
  const format = useFormat()
  const go = useGo()
  const { viewer } = useSite()
  const { tracks, fee, payFirst, places, taken, slug } = competition
  const { draft, saved, change, clear } = useEntryDraft({
    competitionId: competition.id,
    person: { id: viewer?.id ?? '', name: viewer?.name ?? '' },
    tracks,
    fields,
    server,
  })
  const [accepted, setAccepted] = useState<number | null>(null)
  const [seenRules] = useState(rulesVersion)
  const [askedAll, setAskedAll] = useState(false)
  const send = useCommand(enter, {
    invalidates: [myEntries, myEntry, myStandings],
    onSuccess: ({ entry, orderId }) => {
      clear()
      go(orderId ? `/orders/${orderId}` : `/entries/${entry.id}`)
    },
  })
  const questions = useQuestions(draft, fields, tracks, send.error)
  const free = fee.minor === '0'
  const full = (places !== null && taken >= places) || send.error?.code === 'entries.full'
  const agreed = accepted === rulesVersion
  const missing = questions.mistakes.length + (agreed ? 0 : 1)
  const submit = () => {
    setAskedAll(true)
    if (!questions.ready() || !agreed) return
    send.mutate(
      { params: { competitionId: competition.id }, body: { ...draft, rulesVersion } },
      {
        onError: error => {
          if (error.code === 'entries.rules-changed') onRulesChanged()
          if (error.code === 'entries.full') onFull()
        },
      },
    )
  }
  const label = free
    ? t('enter.actFree')
    : payFirst
      ? t('enter.actPay', { price: format.price(fee) })
      : t('enter.actReview')
  const track = tracks.find(one => one.id === draft.trackId)
  const fullTrack = (one: (typeof tracks)[number]) => one.places !== null && one.confirmed >= one.places
  return (
    <EnterFrame
      competition={competition}
      saved={saved}
      step={tracks.length > 1 && draft.trackId === null ? 'track' : 'form'}
      bar={
        <>
          <span className="pl-tiny pl-muted" role="status">
            {full ? t('enter.full') : missing > 0 ? t('enter.missing', { count: missing }) : t('enter.complete')}
          </span>
          <Button variant="seal" size="l" busy={send.isPending} disabled={full} onClick={submit}>
            {label}
          </Button>
        </>
      }
    >
      <H2>{t('enter.formTitle')}</H2>
      <p className="pl-muted pl-small entries-lead">{t('enter.formNote')}</p>
      {full && (
        <Note kind="warn" title={t('enter.fullTitle')}>
          {t('enter.fullBody', { places: places ?? 0 })}
        </Note>
      )}
      {rulesVersion !== seenRules && <RulesChanged slug={slug} from={seenRules} to={rulesVersion} />}
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <Questions
          competitionId={competition.id}
          tracks={tracks.map(one => ({ ...one, full: fullTrack(one) }))}
          fields={fields}
          draft={draft}
          onChange={change}
          onLeave={questions.leave}
          errorOf={questions.errorOf}
        />
        <Checkbox
          label={t.rich(
            'enter.agree',
            {
              rules: inner => <Link to={`/competitions/${slug}/rules`}>{inner}</Link>,
              privacy: inner => <Link to="/privacy">{inner}</Link>,
            },
            { version: rulesVersion },
          )}
          checked={agreed}
          onChange={yes => setAccepted(yes ? rulesVersion : null)}
          error={askedAll && !agreed ? t('enter.agreeNeeded') : undefined}
        />
        {!free && (
          <div className="entries-sum">
            <SumList
              items={[
                {
                  key: 'fee',
                  label: [t('enter.fee'), track && format.pick(track.name)].filter(Boolean).join(' · '),
                  value: format.money(fee),
                },
              ]}
              total={{ key: 'due', label: t(payFirst ? 'enter.due' : 'enter.dueLater'), value: format.money(fee) }}
            />
            <p className="pl-tiny pl-muted">
              {t(payFirst ? 'enter.holdNote' : 'enter.reviewFirst', { minutes: competition.holdMinutes })}{' '}
              {format.pick(competition.refund.text)}
            </p>
          </div>
        )}
        {send.error && send.error.code !== 'entries.full' && <RefusalNote error={send.error} />}
        <button type="submit" hidden />
      </form>
    </EnterFrame>
  )
}
