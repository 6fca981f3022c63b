import type { App } from '../../kernel/app.ts'
import { handle } from '../../kernel/http/handle.ts'
import { toWire } from '../../kernel/money.ts'
import { type Actor, found } from '../../kernel/policy.ts'
import { organisationById } from '../organisations/index.ts'
import { announcementsOf } from './announcements.ts'
import { archiveCompetition, cancelCompetition, deleteDraft } from './cancel-competition.ts'
import { changeEntryEnd, changeSchedule } from './change-dates.ts'
import { changeJudging, changePlaces } from './change-places.ts'
import { changeRules, refuseUnfit } from './change-rules.ts'
import { missingFrom } from './completeness.ts'
import { createCompetition } from './create-competition.ts'
import { stateAt } from './lifecycle.ts'
import { staffList } from './list-queries.ts'
import { contentOf } from './load-content.ts'
import { can } from './policy.ts'
import { entrantsOf, entryCounts } from './ports.ts'
import { publishAnnouncement } from './publish-announcement.ts'
import { publishCompetition } from './publish-competition.ts'
import { competitionById, datesOf } from './queries.ts'
import { renderBoth } from './render-markdown.ts'
import type { Competition } from './rows.ts'
import { comparisonOf } from './rule-comparison.ts'
import { saveSection } from './save-section.ts'
import * as contract from './staff-contract.ts'
import { scoringOf, templates } from './templates.ts'
import { ruleSetAt, ruleSetVersions } from './versions.ts'
import { workedExample } from './worked-example.ts'
import { announcementView, dateView, ruleVersionView } from './views.ts'

/** The competition, if this person works for its organiser. To anyone else it does not exist. */
async function staffCompetition(app: App, actor: Actor, id: string): Promise<Competition> {
  const row = await competitionById(app.db.kysely, id)
  return found(row, row && can.readAsStaff(actor, row))
}

export const staffRoutes = [
  handle(contract.listTemplates, async () => ({
    rows: templates().map(one => ({
      key: one.key,
      title: one.title,
      about: one.about,
      stages: one.content.divisions.stages.length,
      fields: one.content.form.fields.length,
      judges: one.content.prizes.judging.judgesPerWork,
      scoring: scoringOf(one),
    })),
  })),

  handle(contract.createCompetition, (request, app) =>
    request.transact(tx =>
      createCompetition(tx, request.person, { ...request.body, ...request.params }, app.clock.now()),
    ),
  ),

  handle(contract.listOwnCompetitions, async ({ params, query, actor }, app) => {
    const { organisationId } = params
    found(organisationId, can.readAsStaff(actor, { organisationId }))
    const { rows, total } = await staffList(app.db.kysely, { ...query, organisationId })
    const now = app.clock.now()
    const counts = await entryCounts.get()(
      app.db.kysely,
      rows.map(row => row.id),
    )
    return {
      rows: rows.map(row => ({
        id: row.id,
        slug: row.slug,
        title: row.title,
        state: stateAt(row, now),
        opensAt: row.opensAt?.toISOString() ?? null,
        closesAt: row.closesAt?.toISOString() ?? null,
        zone: row.zone,
        fee: toWire(row.fee),
        places: row.places,
        taken: counts.get(row.id)?.taken ?? 0,
        confirmed: counts.get(row.id)?.confirmed ?? 0,
        updatedAt: row.updatedAt.toISOString(),
      })),
      total,
      page: query.page,
      size: query.size,
      can: { create: can.create(actor, organisationId) },
    }
  }),

  handle(contract.getWorkspace, async ({ params, actor }, app) => {
    const reader = app.db.kysely
    const competition = await staffCompetition(app, actor, params.competitionId)
    const { id } = competition
    const organisation = found(await organisationById(reader, competition.organisationId))
    const content = await contentOf(reader, competition)
    const dates = await datesOf(reader, id)
    const now = app.clock.now()
    const count = (await entryCounts.get()(reader, [id])).get(id)
    return {
      id,
      slug: competition.slug,
      organisation: { id: organisation.id, slug: organisation.slug, name: organisation.name },
      title: competition.title,
      format: competition.format,
      state: stateAt(competition, now),
      revision: competition.revision,
      content,
      dates: dates.map(dateView),
      missing: competition.publishedAt === null ? missingFrom(content, dates, now) : [],
      publishedAt: competition.publishedAt?.toISOString() ?? null,
      cancelReason: competition.cancelReason,
      ruleVersions: (await ruleSetVersions(reader, id)).map(ruleVersionView),
      announcements: (await announcementsOf(reader, id)).map(announcementView),
      taken: count?.taken ?? 0,
      confirmed: count?.confirmed ?? 0,
      updatedAt: competition.updatedAt.toISOString(),
      can: { write: can.write(actor, competition), publish: can.publish(actor, competition) },
    }
  }),

  handle(contract.saveSection, (request, app) =>
    request.transact(async tx => {
      const at = app.clock.now()
      const saved = await saveSection(tx, request.person, request.params.competitionId, request.body, at)
      return { ...saved, savedAt: at.toISOString() }
    }),
  ),

  handle(contract.publishCompetition, (request, app) =>
    request.transact(tx =>
      publishCompetition(
        tx,
        request.person,
        { ...request.params, ...request.body, requestId: request.requestId },
        app.clock.now(),
      ),
    ),
  ),

  handle(contract.deleteDraft, (request, app) =>
    request.transact(async tx => {
      await deleteDraft(tx, request.person, request.params.competitionId, app.clock.now())
      return { deleted: true as const }
    }),
  ),

  handle(contract.cancelCompetition, (request, app) =>
    request.transact(async tx => {
      await cancelCompetition(tx, request.person, { ...request.params, ...request.body }, app.clock.now())
      return { state: 'cancelled' as const }
    }),
  ),

  handle(contract.archiveCompetition, (request, app) =>
    request.transact(async tx => {
      await archiveCompetition(tx, request.person, request.params.competitionId, app.clock.now())
      return { state: 'archived' as const }
    }),
  ),

  handle(contract.changeEntryEnd, (request, app) =>
    request.transact(async tx => {
      const input = { ...request.params, ...request.body }
      const { closesAt, state } = await changeEntryEnd(tx, request.person, input, app.clock.now())
      return { closesAt: closesAt.toISOString(), state }
    }),
  ),

  handle(contract.changeSchedule, (request, app) =>
    request.transact(tx => changeSchedule(tx, request.person, { ...request.params, ...request.body }, app.clock.now())),
  ),

  handle(contract.changePlaces, (request, app) =>
    request.transact(tx => changePlaces(tx, request.person, { ...request.params, ...request.body }, app.clock.now())),
  ),

  handle(contract.changeJudging, (request, app) =>
    request.transact(tx => changeJudging(tx, request.person, { ...request.params, ...request.body }, app.clock.now())),
  ),

  handle(contract.previewRuleChange, async ({ params, body, actor }, app) => {
    const reader = app.db.kysely
    const competition = await staffCompetition(app, actor, params.competitionId)
    const current = found(await ruleSetAt(reader, competition.id))
    refuseUnfit(body, (await contentOf(reader, competition)).divisions)
    const entrants = await entrantsOf.get()(reader, competition.id)
    return { ...comparisonOf(current, { ...body, scoring: body.scoring ?? {} }), entrants: entrants.length }
  }),

  handle(contract.changeRules, (request, app) =>
    request.transact(tx => changeRules(tx, request.person, { ...request.params, ...request.body }, app.clock.now())),
  ),

  handle(contract.publishAnnouncement, (request, app) =>
    request.transact(tx =>
      publishAnnouncement(tx, request.person, { ...request.params, ...request.body }, app.clock.now()),
    ),
  ),

  handle(contract.previewScoring, async ({ body }) => workedExample(body.scoring, body.judges)),

  handle(contract.previewMarkdown, async ({ body }) => ({ html: renderBoth(body.text) })),
]
