import { useState } from 'react'
import { entryResultForEntrant, objectToResult } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Countdown } from '../../ui/clock.tsx'
import { Note, Skeleton } from '../../ui/feedback.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Strip, StripCell, Figure } from '../../ui/figure.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { H4 } from '../../ui/text.tsx'
import { useText } from './text.ts'

/** The entrant's own result: rank and total, what judges wrote, and the way to object while there is time. */
export const ResultBlock = ({ entryId, slug, zone }: { entryId: string; slug: string; zone: string }) => {
  const t = useText()
  const format = useFormat()
  const result = useQueryOf(entryResultForEntrant, { params: { entryId } })
  const mine = result.data
  if (result.isPending)
    return (
      <Section title={t('result.title')}>
        <Skeleton />
      </Section>
    )
  if (!mine || mine.stage === null)
    return (
      <Section title={t('result.title')}>
        {result.error ? <RefusalNote error={result.error} /> : <p className="pl-secondary">{t('result.none')}</p>}
      </Section>
    )
  return (
    <Section
      title={t('result.title')}
      note={<Chip kind={mine.stage === 'final' ? 'sealed' : 'progress'}>{t(`result.${mine.stage}`)}</Chip>}
    >
      <div className="entries-result-strip">
        <Strip>
          <StripCell label={t('result.rank')}>
            <Figure size={44}>{mine.rank ?? '—'}</Figure>
          </StripCell>
          <StripCell label={t('result.total')}>
            <Figure size={44}>{mine.total === null ? '—' : format.decimal(mine.total)}</Figure>
          </StripCell>
          {mine.can.object && mine.objectionsUntil && (
            <StripCell label={t('result.objectUntil')} note={format.withZone(mine.objectionsUntil, zone)} wide>
              <Countdown endsAt={mine.objectionsUntil} size={44} onEnd={() => void result.refetch()} />
            </StripCell>
          )}
        </Strip>
      </div>
      <p className="entries-acts">
        <Link to={`/competitions/${slug}/results`}>{t('result.public')}</Link>
        <Link to={`/competitions/${slug}/results#${mine.number}`}>{t('result.how')}</Link>
      </p>
      {mine.comments.length > 0 && (
        <>
          <H4>{t('result.comments')}</H4>
          {mine.comments.map(comment => (
            <div key={`${comment.aspect} ${comment.judge}`} className="entries-comment">
              <small>{[comment.aspect, comment.judge].filter(Boolean).join(' · ')}</small>
              <span className="entries-answer-text">{comment.comment}</span>
            </div>
          ))}
        </>
      )}
      {(mine.can.object || mine.objections.length > 0) && (
        <div className="entries-objection">
          <H4>{t('objection.title')}</H4>
          {mine.objections.map(objection => (
            <div key={objection.id} className="entries-comment">
              <Chip
                kind={objection.state === 'open' ? 'progress' : objection.state === 'upheld' ? 'confirmed' : 'rejected'}
              >
                {t(`objection.${objection.state}`)}
              </Chip>
              <small>{format.dateTime(objection.createdAt)}</small>
              <p className="entries-answer-text">{objection.statement}</p>
              {objection.answer && (
                <Note
                  kind={objection.state === 'upheld' ? 'ok' : 'info'}
                  title={
                    objection.answeredAt
                      ? t('objection.answered', { time: format.dateTime(objection.answeredAt) })
                      : t('objection.answer')
                  }
                >
                  {objection.answer}
                </Note>
              )}
            </div>
          ))}
          {mine.can.object && <ObjectionForm entryId={entryId} />}
        </div>
      )}
    </Section>
  )
}

const ObjectionForm = ({ entryId }: { entryId: string }) => {
  const t = useText()
  const key = `pl-objection ${entryId}`
  const [statement, setStatement] = useState(() => localStorage.getItem(key) ?? '')
  const [left, setLeft] = useState(false)
  const send = useCommand(objectToResult, {
    invalidates: [entryResultForEntrant],
    onSuccess: () => {
      localStorage.removeItem(key)
      setStatement('')
      setLeft(false)
    },
  })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        setLeft(true)
        if (statement.trim()) send.mutate({ params: { entryId }, body: { statement } })
      }}
    >
      <TextArea
        label={t('objection.statement')}
        help={t('objection.help')}
        rows={5}
        maxLength={4000}
        value={statement}
        onChange={text => {
          setStatement(text)
          localStorage.setItem(key, text)
        }}
        error={left && !statement.trim() ? t('objection.needed') : undefined}
      />
      {send.error && <RefusalNote error={send.error} />}
      <Button variant="seal" type="submit" busy={send.isPending}>
        {t('objection.send')}
      </Button>
    </form>
  )
}
