import { useState } from 'react'
import { answerObjection, resultsDesk } from '../../../domains/standings/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Row } from '../../ui/layout.tsx'
import { H3, Mono } from '../../ui/text.tsx'
import type { Desk } from './desk-types.ts'
import { useText } from './text.ts'

type Objection = Desk['objections'][number]

const AnswerForm = ({ objection }: { objection: Objection }) => {
  const t = useText()
  const [answer, setAnswer] = useState('')
  const [left, setLeft] = useState(false)
  const send = useCommand(answerObjection, { invalidates: [resultsDesk] })
  const give = (upheld: boolean) => {
    setLeft(true)
    if (answer.trim()) send.mutate({ params: { objectionId: objection.id }, body: { upheld, answer } })
  }
  return (
    <>
      <TextArea
        label={t('objections.answer')}
        help={t('objections.answerHelp')}
        rows={3}
        maxLength={4000}
        value={answer}
        onChange={setAnswer}
        error={left && !answer.trim() ? t('objections.answerNeeded') : undefined}
      />
      <RefusalNote error={send.error} />
      <Row gap={8} wrap>
        <Button variant="ink" busy={send.isPending} onClick={() => give(true)}>
          {t('objections.uphold')}
        </Button>
        <Button busy={send.isPending} onClick={() => give(false)}>
          {t('objections.dismiss')}
        </Button>
      </Row>
    </>
  )
}

/** Objections with their answers, the open ones first. Nothing while there are none. */
export const Objections = ({ objections, may }: { objections: readonly Objection[]; may: boolean }) => {
  const t = useText()
  const format = useFormat()
  if (objections.length === 0) return null
  const sorted = objections.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open'))
  return (
    <section className="standings-desk-block" id="objections">
      <H3>{t('objections.title', { count: objections.filter(one => one.state === 'open').length })}</H3>
      {sorted.map(objection => (
        <article key={objection.id} className="standings-objection">
          <header>
            <Mono>{objection.entryNumber}</Mono>
            <Chip kind={objection.state === 'open' ? 'needs' : objection.state === 'upheld' ? 'confirmed' : 'rejected'}>
              {t(`objections.${objection.state}`)}
            </Chip>
            <span className="pl-muted pl-small">{format.dateTime(objection.createdAt)}</span>
          </header>
          <p>{objection.statement}</p>
          {objection.answer !== null && (
            <p className="pl-secondary">
              <b>{t('objections.answered')}</b> {objection.answer}
            </p>
          )}
          {objection.state === 'open' && may && <AnswerForm objection={objection} />}
        </article>
      ))}
    </section>
  )
}
