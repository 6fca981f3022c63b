import type { EntryView } from '../../../domains/entries/contract.ts'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { useText } from './text.ts'

const kinds: Record<EntryView['state'], ChipKind> = {
  held: 'held',
  'in-review': 'progress',
  returned: 'needs',
  confirmed: 'confirmed',
  rejected: 'rejected',
  withdrawn: 'rejected',
  expired: 'rejected',
  disqualified: 'rejected',
}

/** An entry's state. `again`: back in review after a correction. */
export const StateChip = ({ state, again }: { state: EntryView['state']; again?: boolean }) => {
  const t = useText()
  return again && state === 'in-review' ? (
    <Chip kind="review">{t('states.again')}</Chip>
  ) : (
    <Chip kind={kinds[state]}>{t(`states.${state}`)}</Chip>
  )
}
