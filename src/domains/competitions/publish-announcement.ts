import type { Bilingual } from '../../kernel/contract.ts'
import type { Tx } from '../../kernel/db.ts'
import { refuse } from '../../kernel/errors.ts'
import { announce } from '../../kernel/events.ts'
import type { Person } from '../../kernel/policy.ts'
import { insertAnnouncement } from './announcements.ts'
import { isEmpty } from './cancel-competition.ts'
import { announcementPublished } from './events.ts'
import { editableCompetition } from './save-section.ts'

/** Publishes an announcement; with `notify` every entrant gets it in their inbox. */
export async function publishAnnouncement(
  tx: Tx,
  actor: Person,
  input: { competitionId: string; title: Bilingual; body: Bilingual; notify: boolean },
  at: Date,
): Promise<{ id: string }> {
  const { competitionId, title, body, notify } = input
  const competition = await editableCompetition(tx, actor, competitionId)
  if (competition.publishedAt === null) throw refuse('competitions.wrong-state', { state: competition.state })
  for (const [path, text] of [
    ['title', title],
    ['body', body],
  ] as const)
    if (isEmpty(text)) throw refuse('competitions.text-missing', {}, [{ path, code: 'competitions.text-missing' }])
  const id = await insertAnnouncement(tx, {
    competitionId,
    kind: 'plain',
    title,
    body,
    notified: notify,
    at,
    by: actor.id,
  })
  await announce(tx, {
    name: announcementPublished,
    at,
    organisationId: competition.organisationId,
    actorId: actor.id,
    subject: { type: 'competition', id: competitionId },
    payload: { competitionId, announcementId: id, title, notify },
  })
  return { id }
}
