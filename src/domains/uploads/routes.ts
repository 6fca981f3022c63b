import type { App } from '../../kernel/app.ts'
import { instant } from '../../kernel/clock.ts'
import { handle } from '../../kernel/http/handle.ts'
import { sendTable } from '../../kernel/http/table-file.ts'
import { text } from '../../kernel/i18n.ts'
import { authorise, found, type Person } from '../../kernel/policy.ts'
import { competitionById, stagesOf } from '../competitions/index.ts'
import { entryById } from '../entries/index.ts'
import { notify } from '../messaging/index.ts'
import { organisationById } from '../organisations/index.ts'
import * as contract from './contract.ts'
import { extendDeadline } from './extend-deadline.ts'
import { can } from './policy.ts'
import { chosenWindow, currentWindows, fileViewOf, readDesk, versionView } from './read-desk.ts'
import { saveDraft } from './save-draft.ts'
import { workPage } from './staff-list.ts'
import { filesOf, submissionById, versionsOf } from './submissions.ts'
import { submitWork, withdrawWork } from './submit-work.ts'
import { windowById } from './windows.ts'

/** The competition and window a staff request is about; not found for anyone else. */
async function staffWindow(app: App, person: Person, competitionId: string, stage: string | undefined) {
  const competition = found(await competitionById(app.db.kysely, competitionId))
  authorise(can.list(person, competition), 'kernel.not-found')
  const window = chosenWindow(await currentWindows(app, competitionId), app.clock.now(), stage)
  return { competition, window }
}

export const routes = [
  handle(contract.readDesk, ({ params, query, person }, app) => readDesk(app, person, params.entryId, query.stage)),

  handle(contract.saveDraft, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const { revision, savedAt } = await saveDraft(app, tx, person, { ...params, ...body })
      return { revision, savedAt: savedAt.toISOString() }
    }),
  ),

  handle(contract.submitWork, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const made = await submitWork(app, tx, person, { ...params, ...body })
      const entry = found(await entryById(tx, params.entryId))
      const competition = found(await competitionById(tx, entry.competitionId))
      await notify(tx, {
        personIds: [person.id],
        kind: 'uploads.work-submitted',
        params: {
          competition: competition.title,
          version: made.version,
          at: { instant: made.submittedAt.toISOString() },
          digest: made.receiptSha256,
        },
        link: `/submissions/${made.id}/receipt`,
        at: made.submittedAt,
      })
      return { ...made, submittedAt: made.submittedAt.toISOString() }
    }),
  ),

  handle(contract.withdrawWork, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      await withdrawWork(app, tx, person, { ...params, ...body })
      return { done: true as const }
    }),
  ),

  handle(contract.readReceipt, async ({ params, person }, app) => {
    const reader = app.db.kysely
    const submission = found(await submissionById(reader, params.submissionId))
    const entry = found(await entryById(reader, submission.entryId))
    authorise(can.readReceipt(person, entry), 'kernel.not-found')
    const [competition, window, versions, files] = await Promise.all([
      competitionById(reader, entry.competitionId),
      windowById(reader, submission.windowId),
      versionsOf(reader, submission.windowId, entry.id),
      filesOf(reader, [submission.id]),
    ])
    const organisation = await organisationById(reader, entry.organisationId)
    const stages = await stagesOf(reader, entry.competitionId)
    const { title, slug, zone } = found(competition)
    const stage = found(window).stage
    return {
      submission: versionView(submission, versions[0]?.version ?? submission.version),
      receipt: submission.receipt,
      receiptSha256: submission.receiptSha256,
      files: (files.get(submission.id) ?? []).map(file => ({ ...fileViewOf(file), slot: file.slot })),
      entry: { id: entry.id, number: entry.number, name: entry.entrantName },
      competition: { slug, title, zone, organisation: organisation?.name ?? { 'zh-CN': '', en: '' } },
      stageName: stages.find(one => one.code === stage)?.name ?? { 'zh-CN': stage, en: stage },
    }
  }),

  handle(contract.listWorks, async ({ params, query, person }, app) => {
    const { competition, window } = await staffWindow(app, person, params.competitionId, query.stage)
    const page = await workPage(app.db.kysely, competition.id, window.id, query)
    const organisation = found(await organisationById(app.db.kysely, competition.organisationId))
    return {
      ...page,
      competition: { title: competition.title, organisation: organisation.name },
      page: query.page,
      size: query.size,
      window: {
        id: window.id,
        stage: window.stage,
        opensAt: window.opensAt.toISOString(),
        closesAt: window.closesAt.toISOString(),
      },
      can: { extend: can.extend(person, window) },
    }
  }),

  handle(contract.exportWorks, async ({ params, query, person, locale, http }, app) => {
    const { competition, window } = await staffWindow(app, person, params.competitionId, query.stage)
    const rows = []
    for (let page = 1; ; page++) {
      const part = await workPage(app.db.kysely, competition.id, window.id, { ...query, page, size: 200 })
      rows.push(...part.rows)
      if (part.rows.length < 200) break
    }
    const columns = [
      'number',
      'name',
      'affiliation',
      'state',
      'version',
      'submittedAt',
      'files',
      'receiptSha256',
    ] as const
    await sendTable(http.reply, query.format, {
      name: `${competition.slug}-${window.stage}-works`,
      columns: columns.map(column => text(locale, `uploads.columns.${column}`)),
      rows: rows.map(row =>
        columns.map(column => (column === 'state' ? text(locale, `uploads.states.${row.state}`) : row[column])),
      ),
    })
    return {}
  }),

  handle(contract.extendDeadline, ({ params, body, person, transact }, app) =>
    transact(async tx => {
      const until = instant(body.until)
      await extendDeadline(tx, person, { ...params, until, reason: body.reason }, app.clock.now())
      const entry = found(await entryById(tx, params.entryId))
      const competition = found(await competitionById(tx, entry.competitionId))
      await notify(tx, {
        personIds: entry.personId ? [entry.personId] : [],
        kind: 'uploads.deadline-extended',
        params: { competition: competition.title, until: { instant: until.toISOString() }, reason: body.reason },
        link: `/entries/${entry.id}/submission`,
        at: app.clock.now(),
        mail: 'needed',
      })
      return { until: until.toISOString() }
    }),
  ),
]
