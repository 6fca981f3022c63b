import type { Reader } from '../../kernel/db.ts'
import { port } from '../../kernel/port.ts'

/** Confirmed entries and places taken (held ones too), by competition and by track id. */
export interface EntryCount {
  confirmed: number
  taken: number
  confirmedByTrack: Record<string, number>
}

/** Filled by entries: counts for many competitions at once; one without entries may be left out. */
export const entryCounts =
  port<(reader: Reader, competitionIds: readonly string[]) => Promise<Map<string, EntryCount>>>(
    'competitions.entryCounts',
  )

/** Filled by entries: the people whose entry is alive (held, in review, confirmed …), each once. */
export const entrantsOf = port<(reader: Reader, competitionId: string) => Promise<string[]>>('competitions.entrantsOf')
