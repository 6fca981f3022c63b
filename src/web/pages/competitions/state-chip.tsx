import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { Chip, type ChipKind } from '../../ui/chip.tsx'
import { useText } from './words.ts'

const kinds: Record<CompetitionPage['state'], ChipKind> = {
  draft: 'draft',
  announced: 'draft',
  open: 'confirmed',
  running: 'progress',
  judging: 'progress',
  provisional: 'progress',
  final: 'sealed',
  archived: 'plain',
  cancelled: 'rejected',
}

export const StateChip = ({ state }: { state: CompetitionPage['state'] }) => {
  const t = useText()
  return <Chip kind={kinds[state]}>{t(`states.${state}`)}</Chip>
}
