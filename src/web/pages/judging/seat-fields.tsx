import { Button, IconButton } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { NumberField, TextField } from '../../ui/field.tsx'
import { useText } from './text.ts'

export interface SeatDraft {
  key: number
  email: string
  lead: boolean
  mostWorks: string
}

export const emptySeat: SeatDraft = { key: 0, email: '', lead: false, mostWorks: '' }

/** What is sent of them: rows without an address are left out. */
export const seatInputs = (seats: readonly SeatDraft[]) =>
  seats
    .filter(seat => seat.email.trim() !== '')
    .map(seat => ({
      email: seat.email.trim(),
      lead: seat.lead,
      mostWorks: seat.mostWorks === '' ? null : Number(seat.mostWorks),
    }))

/** Judges to invite, a row each; pasting several addresses makes as many rows. */
export const SeatFields = ({
  seats,
  onChange,
}: {
  seats: readonly SeatDraft[]
  onChange: (seats: SeatDraft[]) => void
}) => {
  const t = useText()
  const put = (key: number, part: Partial<SeatDraft>) =>
    onChange(seats.map(seat => (seat.key === key ? { ...seat, ...part } : seat)))
  const next = seats.reduce((most, seat) => Math.max(most, seat.key), 0) + 1
  const putEmail = (seat: SeatDraft, text: string) => {
    const many = text.split(/[\s,;]+/).filter(Boolean)
    if (many.length < 2) return put(seat.key, { email: text })
    const added = many.slice(1).map((email, index) => ({ ...emptySeat, key: next + index, email }))
    onChange([...seats.map(one => (one.key === seat.key ? { ...one, email: many[0] ?? '' } : one)), ...added])
  }
  return (
    <fieldset className="judging-seats">
      <legend className="pl-label">{t('seats.invite')}</legend>
      {seats.map(seat => (
        <div key={seat.key} className="judging-seat">
          <TextField
            label={t('seats.email')}
            type="email"
            autoComplete="off"
            value={seat.email}
            onChange={text => putEmail(seat, text)}
          />
          <NumberField
            label={t('seats.most')}
            optional
            value={seat.mostWorks}
            onChange={mostWorks => put(seat.key, { mostWorks })}
          />
          <Checkbox label={t('mine.lead')} checked={seat.lead} onChange={lead => put(seat.key, { lead })} />
          <IconButton
            icon="x"
            label={t('seats.dropRow')}
            onClick={() => onChange(seats.filter(one => one.key !== seat.key))}
          />
        </div>
      ))}
      <Button icon="user-plus" size="s" onClick={() => onChange([...seats, { ...emptySeat, key: next }])}>
        {t('seats.another')}
      </Button>
    </fieldset>
  )
}
