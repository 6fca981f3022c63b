import { type Permission, permissionsOf, roles } from '../../src/domains/organisations/permissions.ts'
import { type ActorKind, actorKinds, type World } from './seeded-world.ts'

/** Who may, of all kinds of actor. Everybody else is answered 401, 403 or 404. */
export type Who = readonly ActorKind[]

const anyone: Who = actorKinds
const signedIn: Who = actorKinds.filter(kind => kind !== 'visitor')
const nobody: Who = []
const staff: Who = roles
/** Staff whose role carries the permission, and these others. */
const holding = (permission: Permission, ...others: ActorKind[]): Who => [
  ...roles.filter(role => permissionsOf[role].includes(permission)),
  ...others,
]

export interface Row {
  may: Who
  /** Instead of the world's parameters of these names; asked anew for every call. */
  params?: (world: World) => Record<string, string> | Promise<Record<string, string>>
  query?: Record<string, string>
  body?: unknown
  /** The thing asked for is looked up among the caller's own: for others than visitors, 404 is no sign of a guard. */
  own?: true
}

const both = { 'zh-CN': '说明', en: 'Text' }
const password = 'correct horse battery'
const inOpen = (world: World) => ({ competitionId: world.extra.open.id, slug: world.extra.open.slug })
const inPublished = (world: World) => ({
  competitionId: world.extra.published.id,
  slug: world.extra.published.slug,
})
const organisationSlug = (world: World) => ({ slug: world.extra.organisationSlug })
const ofDraft = async (world: World) => ({ competitionId: await world.fresh.draft() })
const ofOpen = async (world: World) => ({ competitionId: await world.fresh.open() })
const table = { format: 'csv', content: Buffer.from('entry,aspect,judge,value\n').toString('base64') }

/** A row for every route, by name; a second case of one route is `name@case`. A route without a row fails the test. */
export const permissionTable: Record<string, Row> = {
  'accounts.start-sign-up': {
    may: anyone,
    body: { name: 'New', email: 'new@people.example', password, zone: 'UTC', terms: true },
  },
  'accounts.get-sign-up': { may: anyone },
  'accounts.resend-sign-up-code': { may: anyone },
  'accounts.finish-sign-up': { may: anyone, body: { code: '000000' } },
  'accounts.get-me': { may: anyone },
  'accounts.sign-in': { may: anyone, body: { email: 'nobody@people.example', password } },
  'accounts.sign-in-second-factor': { may: anyone, body: { challenge: 'none', code: '000000' } },
  'accounts.sign-out': { may: anyone },
  'accounts.request-password-reset': { may: anyone, body: { email: 'nobody@people.example' } },
  'accounts.reset-password': { may: anyone, body: { token: 'x'.repeat(40), password } },
  'accounts.update-profile': { may: signedIn, body: { zone: 'Asia/Shanghai' } },
  'accounts.change-password': { may: signedIn, body: { current: 'wrong horse battery', password } },
  'accounts.start-email-change': { may: signedIn, body: { email: 'other@people.example', password } },
  'accounts.finish-email-change': { may: signedIn, body: { code: '000000' }, own: true },
  'accounts.get-security': { may: signedIn },
  'accounts.end-session': { may: signedIn, own: true },
  'accounts.end-other-sessions': { may: signedIn },
  'accounts.start-second-factor': { may: signedIn, body: { password } },
  'accounts.confirm-second-factor': { may: signedIn, body: { code: '000000' } },
  'accounts.remove-second-factor': { may: signedIn, body: { password } },
  'accounts.renew-recovery-codes': { may: signedIn, body: { password } },
  'accounts.get-privacy': { may: signedIn },
  'accounts.set-consent': { may: signedIn, body: { given: true } },
  'accounts.export-data': { may: signedIn },
  'accounts.request-erasure': { may: signedIn, body: { password } },
  'accounts.cancel-erasure': { may: signedIn },

  'organisations.create': {
    may: signedIn,
    body: { name: both, zone: 'Asia/Shanghai', country: 'CN' },
  },
  'organisations.mine': { may: signedIn },
  'organisations.read-public': { may: anyone, params: organisationSlug },
  'organisations.read': { may: staff },
  'organisations.read-desk': { may: staff, params: organisationSlug },
  'organisations.change-profile': { may: holding('organisation.manage'), body: { revision: 0, country: 'CN' } },
  'organisations.change-brand': { may: holding('organisation.manage'), body: { revision: 0, colour: '#0B5E6B' } },
  'organisations.list-staff': { may: staff },
  'organisations.change-staff-roles': {
    may: holding('organisation.manage'),
    params: async world => ({ personId: await world.fresh.staff() }),
    body: { roles: ['finance'] },
  },
  'organisations.remove-staff': {
    may: holding('organisation.manage'),
    params: async world => ({ personId: await world.fresh.staff() }),
  },
  // Last, for it ends the relation; the only owner is refused otherwise.
  'organisations.leave': { may: staff },
  'organisations.transfer-ownership': {
    may: ['owner'],
    params: world => ({ personId: world.params.personId }),
    body: { personId: '0192f0c0-0000-7000-8000-000000000001' },
  },
  'organisations.invite-staff': {
    may: holding('organisation.manage'),
    body: { email: 'another@people.example', roles: ['observer'] },
  },
  'organisations.list-invitations': { may: holding('organisation.manage') },
  'organisations.resend-invitation': {
    may: holding('organisation.manage'),
    params: async world => ({ invitationId: await world.fresh.invitation() }),
  },
  'organisations.cancel-invitation': {
    may: holding('organisation.manage'),
    params: async world => ({ invitationId: await world.fresh.invitation() }),
  },
  // A token nobody was given opens nothing, whoever brings it.
  'organisations.look-at-invitation': { may: nobody, body: { token: 'x'.repeat(40) } },
  'organisations.accept-invitation': { may: nobody, body: { token: 'x'.repeat(40) } },
  'organisations.list-activity': { may: holding('organisation.manage') },

  'media.read-upload': { may: ['entrant'] },
  'media.download-file': { may: holding('entries.personal-data', 'entrant') },
  'media.download-file@work': {
    may: holding('entries.read', 'entrant'),
    params: world => ({ fileId: world.extra.ownWorkFileId }),
  },

  'messaging.list-notices': { may: signedIn },
  'messaging.count-unread': { may: signedIn },
  'messaging.mark-read': { may: signedIn, body: {} },
  'messaging.get-mail-preference': { may: signedIn },
  'messaging.set-mail-preference': { may: signedIn, body: { notices: 'all' } },
  // Of a development site; production answers 404, which messaging tests.
  'messaging.list-outbox': { may: anyone },
  'messaging.outbox-html': { may: anyone },

  'ledger.read-trial-balance': { may: holding('money.read') },
  'ledger.read-journal': { may: holding('money.read') },
  'ledger.export-journal': { may: holding('money.read') },
  'ledger.read-statement': { may: holding('money.read'), query: { currency: 'CNY' } },

  'payments.receive-notification': { may: anyone },
  'payments.read-sandbox-charge': { may: anyone },
  'payments.end-sandbox-charge': { may: anyone, body: { ending: 'fail' } },

  'credentials.read': { may: anyone },
  'credentials.document': { may: anyone },
  'credentials.certificate': { may: anyone },
  'credentials.badge-png': { may: anyone },
  'credentials.badge-svg': { may: anyone },
  'credentials.issuer': { may: anyone },
  'credentials.status-list': { may: anyone },
  'credentials.verify-file': { may: anyone, body: { base64: Buffer.from('{}').toString('base64') } },
  'credentials.revoke': { may: holding('certificates.issue'), body: { reason: both } },
  'credentials.mine': { may: signedIn },
  'credentials.of-organisation': { may: holding('certificates.issue') },
  'credentials.rotate-key': { may: holding('organisation.manage'), body: {} },

  'commerce.read-order': { may: holding('money.read', 'entrant') },
  'commerce.pay-order': { may: ['entrant'], body: { provider: 'sandbox' } },
  'commerce.check-order': { may: holding('money.read', 'entrant') },
  'commerce.abandon-order': { may: ['entrant'] },
  'commerce.refund-order': { may: holding('money.refund'), body: { reason: 'Asked for.' } },
  'commerce.my-orders': { may: signedIn },

  'competitions.list': { may: anyone },
  'competitions.read': { may: anyone },
  'competitions.read-rules': { may: anyone },
  'competitions.compare-rules': { may: anyone, query: { from: '1', to: '1' } },
  'competitions.calendar': { may: anyone },
  'competitions.feed': { may: anyone },
  'competitions.list-templates': { may: anyone },
  'competitions.create': { may: holding('competitions.write'), body: { template: 'blank', title: both } },
  'competitions.list-own': { may: staff },
  'competitions.read-workspace': { may: staff },
  'competitions.save-section': {
    may: holding('competitions.write'),
    params: ofDraft,
    body: {
      section: 'basics',
      revision: 0,
      content: { slug: 'any-slug', title: both, summary: both, body: both, facts: { who: both, where: both } },
    },
  },
  'competitions.publish': { may: holding('competitions.publish'), params: ofDraft, body: { revision: 0 } },
  'competitions.delete-draft': { may: holding('competitions.write'), params: ofDraft },
  'competitions.cancel': { may: holding('competitions.publish'), params: ofOpen, body: { reason: both } },
  'competitions.archive': { may: holding('competitions.publish'), params: ofOpen, body: {} },
  'competitions.change-entry-end': {
    may: holding('competitions.publish'),
    params: ofOpen,
    body: { closesAt: null, reason: both },
  },
  'competitions.change-schedule': {
    may: holding('competitions.publish'),
    params: ofOpen,
    body: { revision: 0, schedule: { zone: 'Asia/Shanghai', lines: [] }, reason: both },
  },
  'competitions.change-places': { may: holding('competitions.publish'), params: ofOpen, body: { places: 900 } },
  'competitions.change-judging': {
    may: holding('competitions.write'),
    params: ofOpen,
    body: { judging: { judgesPerWork: 3, blind: true, feedback: 'totals' } },
  },
  'competitions.preview-rule-change': {
    may: staff,
    body: { text: both, scoring: null, objectionDays: 7 },
  },
  'competitions.change-rules': {
    may: holding('competitions.publish'),
    params: ofOpen,
    body: { basedOn: 1, rules: { text: both, scoring: null, objectionDays: 7 }, reason: both },
  },
  'competitions.publish-announcement': {
    may: holding('competitions.publish'),
    params: ofOpen,
    body: { title: both, body: both, notify: false },
  },
  'competitions.preview-scoring': { may: signedIn, body: { scoring: {}, judges: 3 } },
  'competitions.preview-markdown': { may: signedIn, body: { text: both } },

  'entries.enter': {
    may: signedIn,
    params: inOpen,
    body: { trackId: null, entrantName: 'Anybody', answers: {}, rulesVersion: 1 },
  },
  'entries.my-entry': { may: signedIn },
  'entries.save-draft': { may: signedIn, params: inOpen, body: { entrantName: 'Anybody' } },
  'entries.read': { may: ['entrant'] },
  'entries.mine': { may: signedIn },
  'entries.form': { may: anyone },
  'entries.my-standings': { may: signedIn },
  'entries.standing': { may: ['entrant'] },
  'entries.correct': {
    may: ['entrant'],
    body: { trackId: null, entrantName: 'Other Name', answers: {} },
  },
  'entries.withdraw': { may: ['entrant'], params: world => ({ entryId: world.extra.openEntryId }) },
  'entries.list': { may: holding('entries.read') },
  'entries.export': { may: holding('entries.read') },
  'entries.read-file': { may: holding('entries.read') },
  'entries.review': {
    may: holding('entries.review'),
    body: { entryIds: ['0192f0c0-0000-7000-8000-000000000001'], verdict: 'accept' },
  },
  'entries.disqualify': { may: holding('entries.review'), body: { disqualified: false, reason: 'None.' } },

  'uploads.read-desk': { may: ['entrant'] },
  'uploads.save-draft': { may: ['entrant'], body: { answers: {}, files: [], revision: 0 } },
  'uploads.submit': { may: ['entrant'], body: { answers: {}, files: [], basedOn: 0 } },
  'uploads.withdraw': { may: ['entrant'], body: { version: 9 } },
  'uploads.read-receipt': { may: holding('entries.read', 'entrant') },
  'uploads.list-works': { may: holding('entries.read') },
  'uploads.export-works': { may: holding('entries.read') },
  'uploads.extend-deadline': {
    may: holding('entries.review'),
    body: { until: '2030-01-01T00:00:00Z', reason: 'Illness.' },
  },

  'judging.my-panels': { may: signedIn },
  'judging.answer-invitation': { may: ['judge'], body: { accept: true } },
  'judging.desk': { may: ['judge', 'lead'] },
  'judging.read-sheet': { may: ['judge'] },
  'judging.read-sheet@lead': { may: ['lead'], params: world => ({ sheetId: world.extra.leadSheetId }) },
  'judging.read-work-file': { may: ['judge'], params: world => ({ fileId: world.extra.sheetFileId }) },
  'judging.save-scores': { may: ['judge'], body: { changes: [] } },
  'judging.submit-sheet': { may: ['judge'] },
  'judging.progress': { may: holding('judging.manage', 'lead') },
  'judging.return-sheet': { may: ['lead'], body: { reason: 'Look again.' } },
  'judging.lock-panel': { may: holding('judging.manage', 'lead') },
  'judging.list-panels': { may: holding('judging.manage') },
  'judging.create-panel': {
    may: holding('judging.manage'),
    body: { name: both, segment: 'final', judgesPerWork: 2 },
  },
  'judging.add-seats': { may: holding('judging.manage'), body: { seats: [{ email: 'seat@people.example' }] } },
  'judging.draw': { may: holding('judging.manage') },
  'judging.assign-sheet': {
    may: holding('judging.manage', 'lead'),
    body: { seatId: '0192f0c0-0000-7000-8000-000000000001' },
    own: true,
  },
  'judging.save-measured': { may: holding('judging.manage', 'lead'), body: { values: [] } },
  'judging.read-measured': { may: holding('judging.manage', 'lead') },
  'judging.paper-sheets': { may: holding('judging.manage', 'lead', 'judge') },
  'judging.recuse': { may: ['judge'], body: { reason: 'I know the author.' } },
  'judging.remove-seat': { may: holding('judging.manage') },

  // Before publication results are hidden from everybody, and after it they are everybody's.
  'standings.public-results': { may: nobody },
  'standings.public-results@published': { may: anyone, params: inPublished },
  'standings.public-entry-result': { may: nobody },
  'standings.public-entry-result@published': { may: anyone, params: inPublished },
  'standings.public-bundle': { may: nobody },
  'standings.public-bundle@published': { may: anyone, params: inPublished },
  'standings.my-result': { may: ['entrant'] },
  'standings.object': { may: ['entrant'], body: { statement: 'Please.' } },
  'standings.answer-objection': {
    may: holding('results.manage'),
    body: { upheld: false, answer: 'We looked.' },
  },
  'standings.desk': { may: holding('results.read') },
  'standings.run': { may: holding('results.read'), params: inPublished },
  'standings.export': { may: holding('results.read'), params: inPublished },
  'standings.compute': { may: holding('results.manage') },
  'standings.publish': { may: holding('results.manage'), params: inPublished, body: { runId: 'of-the-world' } },
  'standings.finalise': { may: holding('results.manage'), params: inPublished, body: { runId: 'of-the-world' } },
  'standings.import-preview': { may: holding('results.manage'), body: table },
  'standings.import': { may: holding('results.manage'), body: table },
  'standings.withdraw': {
    may: holding('results.manage'),
    params: inPublished,
    body: { runId: 'of-the-world', reason: both },
  },

  'awards.desk': { may: staff },
  'awards.save-design': {
    may: holding('certificates.issue'),
    body: { title: both, scope: both, body: both, signatories: [] },
  },
  'awards.preview': { may: holding('certificates.issue') },
  'awards.issue': { may: holding('certificates.issue'), body: {} },
  'awards.public': { may: anyone },
  'awards.mine': { may: signedIn },
}
