import { z } from 'zod'
import { uuid } from '../../kernel/contract.ts'
import type { Reaction } from '../../kernel/events.ts'
import { notify } from '../messaging/index.ts'
import { type AnnouncementKind, takeForTelling } from './announcements.ts'
import { announcementPublished, cancelled, rulesChanged, scheduleChanged } from './events.ts'
import { entrantsOf } from './ports.ts'
import { competitionById } from './queries.ts'

const payload = z.object({ competitionId: uuid, announcementId: uuid })

const noticeOf: Record<AnnouncementKind, string> = {
  plain: 'competitions.announcement',
  'rules-changed': 'competitions.rules-changed',
  'schedule-changed': 'competitions.schedule-changed',
  cancelled: 'competitions.cancelled',
}

/** Where a notice leads: the tab of the page that says more. */
const anchorOf: Record<AnnouncementKind, string> = {
  plain: '/announcements',
  'rules-changed': '/rules',
  'schedule-changed': '/schedule',
  cancelled: '',
}

/** So many inboxes a statement. */
const batch = 1_000

/** Tells entrants what an event announced. May run twice: the announcement is marked in the transaction that tells. */
function tellEntrants(on: string, name: string): Reaction {
  return {
    name,
    on,
    async run(event, app) {
      const { competitionId, announcementId } = payload.parse(event.payload)
      await app.db.transaction(async tx => {
        const at = app.clock.now()
        const announcement = await takeForTelling(tx, announcementId, at)
        const competition = await competitionById(tx, competitionId)
        if (!announcement || !competition) return
        const entrants = await entrantsOf.get()(tx, competitionId)
        for (let start = 0; start < entrants.length; start += batch)
          await notify(tx, {
            personIds: entrants.slice(start, start + batch),
            kind: noticeOf[announcement.kind],
            params: { competition: competition.title, title: announcement.title, reason: announcement.body },
            link: `/competitions/${competition.slug}${anchorOf[announcement.kind]}`,
            at,
            mail: announcement.kind === 'plain' ? 'wanted' : 'needed',
          })
      })
    },
  }
}

export const reactions: readonly Reaction[] = [
  tellEntrants(announcementPublished, 'competitions.tell-of-announcement'),
  tellEntrants(rulesChanged, 'competitions.tell-of-rules'),
  tellEntrants(scheduleChanged, 'competitions.tell-of-schedule'),
  tellEntrants(cancelled, 'competitions.tell-of-cancellation'),
]
