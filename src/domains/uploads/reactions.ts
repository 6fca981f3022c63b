import type { App } from '../../kernel/app.ts'
import type { DomainEvent, Reaction } from '../../kernel/events.ts'
import { competitionEvent, competitionPublished, scheduleChanged } from '../competitions/index.ts'
import { syncWindows } from './windows.ts'

async function sync(event: DomainEvent, app: App): Promise<void> {
  const { competitionId } = competitionEvent.loose().parse(event.payload)
  await app.db.transaction(tx => syncWindows(tx, competitionId, app.clock.now()))
}

/** The windows follow the competition's stages and schedule. */
export const reactions: Reaction[] = [
  { name: 'uploads.open-windows', on: competitionPublished, run: sync },
  { name: 'uploads.move-windows', on: scheduleChanged, run: sync },
]
