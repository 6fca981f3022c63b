import { z } from 'zod'
import { isoInstant, route, uuid } from '../../kernel/contract.ts'
import { consentPurposes } from './consent-purposes.ts'
import { password, sixDigits } from './contract-fields.ts'

export const sessionView = z.object({
  id: uuid,
  current: z.boolean(),
  browser: z.string(),
  system: z.string(),
  phone: z.boolean(),
  address: z.string(),
  createdAt: isoInstant,
  seenAt: isoInstant,
})
export type SessionView = z.infer<typeof sessionView>

export const securityKinds = [
  'signed-up',
  'signed-in',
  'signed-in-new-device',
  'signed-in-second-factor',
  'signed-in-recovery-code',
  'sign-in-refused',
  'second-factor-refused',
  'signed-out',
  'session-ended',
  'sessions-ended',
  'password-changed',
  'password-reset',
  'email-changed',
  'second-factor-on',
  'second-factor-off',
  'recovery-codes-made',
  'data-exported',
  'erasure-requested',
  'erasure-cancelled',
] as const

export const securityEventView = z.object({
  id: uuid,
  kind: z.enum(securityKinds),
  at: isoInstant,
  address: z.string(),
  browser: z.string(),
  system: z.string(),
})
export type SecurityEventView = z.infer<typeof securityEventView>

export const getSecurity = route({
  name: 'accounts.get-security',
  method: 'GET',
  path: '/api/me/security',
  access: 'signed-in',
  summary: 'Ways in, open sessions and what happened to the account.',
  reply: z.object({
    email: z.string(),
    passwordChangedAt: isoInstant.nullable(),
    secondFactorSince: isoInstant.nullable(),
    recoveryCodesLeft: z.number().int(),
    recoveryCodes: z.number().int(),
    sessions: z.array(sessionView),
    events: z.array(securityEventView),
    /** A sign-in from a device not seen before, in the last week, whose session is still open: was this you? */
    newDevice: z.object({ event: securityEventView, sessionId: uuid }).nullable(),
  }),
})

export const endSession = route({
  name: 'accounts.end-session',
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  access: 'signed-in',
  summary: 'Ends one of the person’s sessions.',
  params: z.strictObject({ sessionId: uuid }),
  reply: z.object({ ended: z.number().int() }),
})

export const endOtherSessions = route({
  name: 'accounts.end-other-sessions',
  method: 'DELETE',
  path: '/api/me/sessions',
  access: 'signed-in',
  summary: 'Ends every session of the person but this one.',
  reply: z.object({ ended: z.number().int() }),
})

export const startSecondFactor = route({
  name: 'accounts.start-second-factor',
  method: 'POST',
  path: '/api/me/second-factor',
  access: 'signed-in',
  summary: 'Makes a secret for an authenticator app. It counts only once a code of it was typed.',
  body: z.strictObject({ password }),
  reply: z.object({
    secret: z.string(),
    uri: z.string(),
    /** The address as a QR code: module count and an SVG path of dark modules. */
    qr: z.object({ size: z.number().int(), path: z.string() }),
  }),
  perMinute: 20,
  refusals: ['accounts.password-wrong', 'accounts.second-factor-on', 'accounts.locked'],
})

export const confirmSecondFactor = route({
  name: 'accounts.confirm-second-factor',
  method: 'POST',
  path: '/api/me/second-factor/confirmation',
  access: 'signed-in',
  summary: 'Turns the second factor on with a first code; gives the recovery codes, this once.',
  body: z.strictObject({ code: sixDigits }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  perMinute: 20,
  refusals: ['accounts.code-wrong', 'accounts.second-factor-on', 'accounts.second-factor-off'],
})

export const removeSecondFactor = route({
  name: 'accounts.remove-second-factor',
  method: 'POST',
  path: '/api/me/second-factor/removal',
  access: 'signed-in',
  summary: 'Turns the second factor off. Sessions elsewhere end.',
  body: z.strictObject({ password }),
  reply: z.object({ endedSessions: z.number().int() }),
  perMinute: 20,
  refusals: ['accounts.password-wrong', 'accounts.second-factor-off', 'accounts.locked'],
})

export const renewRecoveryCodes = route({
  name: 'accounts.renew-recovery-codes',
  method: 'POST',
  path: '/api/me/second-factor/recovery-codes',
  access: 'signed-in',
  summary: 'Makes ten new recovery codes; the old ones end.',
  body: z.strictObject({ password }),
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
  perMinute: 20,
  refusals: ['accounts.password-wrong', 'accounts.second-factor-off', 'accounts.locked'],
})

const consentView = z.object({
  purpose: z.enum(consentPurposes),
  version: z.number().int(),
  /** False for what the account cannot do without. */
  optional: z.boolean(),
  givenAt: isoInstant.nullable(),
  withdrawnAt: isoInstant.nullable(),
})
export type ConsentView = z.infer<typeof consentView>

export const getPrivacy = route({
  name: 'accounts.get-privacy',
  method: 'GET',
  path: '/api/me/privacy',
  access: 'signed-in',
  summary: 'What the person agreed to, and whether the account is about to be closed.',
  reply: z.object({
    consents: z.array(consentView),
    eraseRequestedAt: isoInstant.nullable(),
    eraseAfter: isoInstant.nullable(),
    graceDays: z.number().int(),
  }),
})

export const setConsent = route({
  name: 'accounts.set-consent',
  method: 'PUT',
  path: '/api/me/consents/:purpose',
  access: 'signed-in',
  summary: 'Gives or withdraws an optional consent in its present version.',
  params: z.strictObject({ purpose: z.enum(['news']) }),
  body: z.strictObject({ given: z.boolean() }),
  reply: z.object({ consents: z.array(consentView) }),
})

export const exportData = route({
  name: 'accounts.export-data',
  method: 'GET',
  path: '/api/me/export',
  access: 'signed-in',
  summary: 'Everything the site holds about the person, as one JSON document.',
  raw: true,
  perMinute: 6,
})

export const requestErasure = route({
  name: 'accounts.request-erasure',
  method: 'POST',
  path: '/api/me/erasure',
  access: 'signed-in',
  summary:
    'Closes the account: personal data is removed when the days of grace are over. Can be taken back until then.',
  body: z.strictObject({ password }),
  reply: z.object({ eraseAfter: isoInstant }),
  perMinute: 20,
  refusals: ['accounts.password-wrong', 'accounts.erasure-requested', 'accounts.locked'],
})

export const cancelErasure = route({
  name: 'accounts.cancel-erasure',
  method: 'DELETE',
  path: '/api/me/erasure',
  access: 'signed-in',
  summary: 'Takes the closing of the account back.',
  reply: z.object({ eraseAfter: isoInstant.nullable() }),
})
