import { textIn } from '../../../domains/competitions/form-fields.ts'
import type { EntryStanding } from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/feedback.tsx'
import { Facts } from '../../ui/list.tsx'
import { useAnswerText } from './answer-text.tsx'
import { useText } from './text.ts'

/** What the entrant handed in, as it stands. */
export const HandedIn = ({ standing }: { standing: EntryStanding }) => {
  const t = useText()
  const format = useFormat()
  const { locale } = useSite()
  const answerText = useAnswerText()
  const { entry, competition, form, personal, files } = standing
  const answers: Record<string, unknown> = { ...entry.answers, ...personal }
  return (
    <>
      {entry.state === 'returned' && !entry.can.correct && <Note kind="warn">{t('handed.tooLate')}</Note>}
      <Facts
        ruled
        items={[
          { key: 'name', label: t('form.name'), value: entry.entrantName },
          { key: 'affiliation', label: t('form.affiliation'), value: entry.affiliation || t('answer.none') },
          ...(competition.track
            ? [{ key: 'track', label: t('form.track'), value: format.pick(competition.track) }]
            : []),
          ...form.fields.map(field => ({
            key: `answer ${field.key}`,
            label: textIn(field.label, locale),
            value: answerText(field, answers[field.key], files),
          })),
          { key: 'rules', label: t('handed.rules'), value: t('handed.rulesVersion', { version: entry.rulesVersion }) },
          { key: 'at', label: t('handed.at'), value: format.dateTime(entry.enteredAt) },
        ]}
      />
      {entry.can.correct && (
        <div className="entries-acts">
          <Button to={`/entries/${entry.id}?correct=1`}>
            {t(entry.state === 'returned' ? 'next.correct.act' : 'entry.change')}
          </Button>
        </div>
      )}
    </>
  )
}
