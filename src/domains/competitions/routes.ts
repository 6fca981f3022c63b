import { handle } from '../../kernel/http/handle.ts'
import { found } from '../../kernel/policy.ts'
import { organisationById, organisationBySlug, summaryView } from '../organisations/index.ts'
import * as contract from './contract.ts'
import { publicList } from './list-queries.ts'
import { can } from './policy.ts'
import { sendCalendar, sendFeed } from './public-files.ts'
import { competitionBySlug } from './queries.ts'
import { renderBoth } from './render-markdown.ts'
import { comparisonOf } from './rule-comparison.ts'
import { staffRoutes } from './staff-routes.ts'
import { publicCompetition } from './public-competition.ts'
import { cardViews, pageView, ruleVersionView } from './views.ts'
import { ruleSetAt, ruleSetVersions } from './versions.ts'

const publicRoutes = [
  handle(contract.listCompetitions, async ({ query }, app) => {
    const reader = app.db.kysely
    const now = app.clock.now()
    const organisation = query.organisation ? await organisationBySlug(reader, query.organisation) : undefined
    // An organiser nobody knows has no competitions; all of them would be a wrong answer.
    const organisationId = query.organisation ? (organisation?.id ?? '00000000-0000-0000-0000-000000000000') : undefined
    const { rows, counts, total } = await publicList(reader, { ...query, organisationId }, now)
    return { rows: await cardViews(reader, rows, now), counts, total, page: query.page, size: query.size }
  }),

  handle(contract.getCompetition, async ({ params, actor }, app) => {
    const reader = app.db.kysely
    const row = await competitionBySlug(reader, params.slug)
    const competition = found(row, row && can.seePublicly(row))
    const organisation = found(await organisationById(reader, competition.organisationId))
    return pageView(reader, competition, organisation, actor, app.clock.now())
  }),

  handle(contract.getRuleVersion, async ({ params }, app) => {
    const { competition, organisation } = await publicCompetition(app.db.kysely, params.slug)
    const wanted = params.version === 'current' ? undefined : Number(params.version)
    const rules = found(await ruleSetAt(app.db.kysely, competition.id, wanted))
    const versions = await ruleSetVersions(app.db.kysely, competition.id)
    return {
      ...ruleVersionView(rules),
      competition: { slug: competition.slug, title: competition.title, organisation: summaryView(organisation) },
      text: rules.text,
      textHtml: renderBoth(rules.text),
      scoring: rules.scoring,
      objectionDays: rules.objectionDays,
      versions: versions.map(ruleVersionView),
    }
  }),

  handle(contract.compareRules, async ({ params, query }, app) => {
    const { competition, organisation } = await publicCompetition(app.db.kysely, params.slug)
    const versions = await ruleSetVersions(app.db.kysely, competition.id)
    const from = found(versions.find(one => one.version === query.from))
    const to = found(versions.find(one => one.version === query.to))
    return {
      ...comparisonOf(from, to),
      competition: { slug: competition.slug, title: competition.title, organisation: summaryView(organisation) },
      from: ruleVersionView(from),
      to: ruleVersionView(to),
      versions: versions.map(ruleVersionView),
    }
  }),

  handle(contract.getCalendar, sendCalendar),
  handle(contract.getFeed, sendFeed),
]

export const routes = [...publicRoutes, ...staffRoutes]
