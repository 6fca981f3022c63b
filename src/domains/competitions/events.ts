import { z } from 'zod'
import { uuid } from '../../kernel/contract.ts'

/** What others may listen for. The subject of each is the competition. */
export const published = 'competitions.competition-published'
export const opened = 'competitions.entry-opened'
export const closed = 'competitions.entry-closed'
export const cancelled = 'competitions.competition-cancelled'
export const archived = 'competitions.competition-archived'
export const rulesChanged = 'competitions.rules-changed'
export const scheduleChanged = 'competitions.schedule-changed'
export const placesChanged = 'competitions.places-changed'
export const announcementPublished = 'competitions.announcement-published'
export const stateChanged = 'competitions.state-changed'

/** Payload every event of this domain carries at least. */
export const competitionEvent = z.object({ competitionId: uuid })
/** `competitions.rules-changed` */
export const rulesChangedEvent = z.object({ competitionId: uuid, version: z.number().int() })
/** `competitions.places-changed`: null for no limit. */
export const placesChangedEvent = z.object({ competitionId: uuid, places: z.number().int().nullable() })
