import { useEffect, useRef, useState } from 'react'
import { getCompetition } from '../../../domains/competitions/contract.ts'
import {
  correctEntry,
  type EntryStanding,
  myEntries,
  myStandings,
  readStanding,
} from '../../../domains/entries/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useCommand, useQueryOf } from '../../queries.ts'
import { RefusalNote } from '../../refusal.tsx'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Note, TableSkeleton } from '../../ui/feedback.tsx'
import { useSetSearch } from '../../ui/link.tsx'
import { type EntryDraft, parsedDraft, withoutPersonal } from './draft.ts'
import { Questions } from './questions.tsx'
import { useText } from './text.ts'
import { useQuestions } from './use-questions.ts'

/** The form again with every answer in place; sending it puts a returned entry back into review. */
export const CorrectForm = ({ standing }: { standing: EntryStanding }) => {
  const t = useText()
  const format = useFormat()
  const { zone } = useSite()
  const setSearch = useSetSearch()
  const { entry, competition, form, personal } = standing
  const key = `pl-correct ${entry.id}`
  const page = useQueryOf(getCompetition, { params: { slug: competition.slug } })
  const [draft, setDraft] = useState<EntryDraft>(() => {
    const kept = parsedDraft(localStorage.getItem(key))
    return {
      trackId: kept?.trackId ?? entry.trackId,
      entrantName: kept?.entrantName ?? entry.entrantName,
      affiliation: kept?.affiliation ?? entry.affiliation,
      answers: { ...entry.answers, ...personal, ...kept?.answers },
    }
  })
  const leave = () => {
    localStorage.removeItem(key)
    setSearch({ correct: undefined })
  }
  const send = useCommand(correctEntry, {
    invalidates: [readStanding, myEntries, myStandings],
    onSuccess: leave,
  })
  const place = useRef<HTMLFormElement>(null)
  const shown = !page.isPending
  useEffect(() => {
    if (shown) place.current?.scrollIntoView({ block: 'start' })
  }, [shown])
  const tracks = page.data?.tracks ?? []
  const questions = useQuestions(draft, form.fields, tracks, send.error)
  if (page.isPending) return <TableSkeleton rows={5} columns="1fr" />
  const change = (part: Partial<EntryDraft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    localStorage.setItem(key, JSON.stringify(withoutPersonal(next, form.fields)))
  }
  const submit = () => {
    if (questions.ready()) send.mutate({ params: { entryId: entry.id }, body: draft })
  }
  return (
    <form
      ref={place}
      className="entries-correct"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      {entry.state === 'returned' && (
        <Note kind="warn" title={entry.reviewNote ?? t('next.correct.title')}>
          {entry.correctBy && t('correct.until', { time: format.dateTime(entry.correctBy, zone) })}
        </Note>
      )}
      <Questions
        competitionId={competition.id}
        tracks={tracks}
        fields={form.fields}
        draft={draft}
        onChange={change}
        onLeave={questions.leave}
        errorOf={questions.errorOf}
      />
      {send.error && <RefusalNote error={send.error} />}
      <div className="entries-acts">
        <Button variant="ink" type="submit" busy={send.isPending}>
          {t(entry.state === 'returned' ? 'correct.send' : 'correct.save')}
        </Button>
        <Button variant="quiet" onClick={leave}>
          {t('correct.cancel')}
        </Button>
      </div>
    </form>
  )
}
