import { z } from 'zod'
import { isoInstant, localeCode, route, uuid } from '../../kernel/contract.ts'
import { email, name, password, sixDigits, zone } from './contract-fields.ts'

export const me = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  locale: localeCode,
  zone: z.string(),
  platformRoles: z.array(z.string()),
  staff: z.array(z.object({ organisationId: uuid, roles: z.array(z.string()) })),
  secondFactor: z.boolean(),
  /** When set, the account is closed then unless its owner takes it back. */
  eraseAfter: isoInstant.nullable(),
})
export type Me = z.infer<typeof me>

export const getMe = route({
  name: 'accounts.get-me',
  method: 'GET',
  path: '/api/me',
  access: 'public',
  summary: 'The signed-in person, or null for a visitor.',
  reply: z.object({ person: me.nullable() }),
})

const signUpView = z.object({
  signUpId: uuid,
  email: z.string(),
  sentAt: isoInstant,
  /** The code ends then; another may be asked for. */
  expiresAt: isoInstant,
  resendAt: isoInstant,
})
export type SignUpView = z.infer<typeof signUpView>
const signUpParams = z.strictObject({ signUpId: uuid })

export const startSignUp = route({
  name: 'accounts.start-sign-up',
  method: 'POST',
  path: '/api/accounts/sign-ups',
  access: 'public',
  summary: 'Begins a new account and mails a six-digit code. Answers alike whether or not the address has an account.',
  body: z.strictObject({
    name,
    email,
    password,
    zone: zone.default('Asia/Shanghai'),
    /** Terms and privacy notice, in the versions shown. */
    terms: z.boolean(),
    news: z.boolean().default(false),
    next: z.string().max(500).optional(),
  }),
  reply: signUpView,
  creates: true,
  perMinute: 300,
  refusals: ['accounts.password-weak', 'accounts.consent-needed', 'accounts.zone-unknown', 'accounts.too-many-codes'],
})

export const getSignUp = route({
  name: 'accounts.get-sign-up',
  method: 'GET',
  path: '/api/accounts/sign-ups/:signUpId',
  access: 'public',
  summary: 'Where the code of a sign-up was sent and until when it holds.',
  params: signUpParams,
  reply: signUpView,
})

export const resendSignUpCode = route({
  name: 'accounts.resend-sign-up-code',
  method: 'POST',
  path: '/api/accounts/sign-ups/:signUpId/code',
  access: 'public',
  summary: 'Mails a new code; the one before ends.',
  params: signUpParams,
  reply: signUpView,
  perMinute: 300,
  refusals: ['accounts.wait-before-code', 'accounts.too-many-codes'],
})

export const finishSignUp = route({
  name: 'accounts.finish-sign-up',
  method: 'POST',
  path: '/api/accounts/sign-ups/:signUpId/verification',
  access: 'public',
  summary: 'Proves the address with the code or the link of the mail, makes the account and signs in.',
  params: signUpParams,
  body: z.union([z.strictObject({ code: sixDigits }), z.strictObject({ token: z.string().min(20).max(100) })]),
  reply: z.object({ person: me }),
  perMinute: 300,
  refusals: ['accounts.code-wrong', 'accounts.code-ended', 'accounts.email-in-use'],
})

export const signIn = route({
  name: 'accounts.sign-in',
  method: 'POST',
  path: '/api/sessions',
  access: 'public',
  summary:
    'Signs in with address and password. The session is a cookie. With a second factor on, a challenge comes first.',
  body: z.strictObject({ email: z.string().max(254), password: z.string().max(200) }),
  reply: z.union([
    z.object({ state: z.literal('signed-in'), person: me }),
    z.object({ state: z.literal('second-factor'), challenge: z.string() }),
  ]),
  refusals: ['accounts.pair-wrong', 'accounts.locked'],
})

export const signInSecondFactor = route({
  name: 'accounts.sign-in-second-factor',
  method: 'POST',
  path: '/api/sessions/second-factor',
  access: 'public',
  summary: 'Answers a challenge with the six digits of the authenticator app or with a recovery code.',
  body: z.strictObject({ challenge: z.string().max(100), code: z.string().trim().min(6).max(20) }),
  reply: z.object({ person: me, recoveryCodesLeft: z.number().int() }),
  refusals: ['accounts.second-factor-wrong', 'accounts.challenge-ended'],
})

export const signOut = route({
  name: 'accounts.sign-out',
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  summary: 'Ends the session of this browser.',
})

export const requestPasswordReset = route({
  name: 'accounts.request-password-reset',
  method: 'POST',
  path: '/api/accounts/password-resets',
  access: 'public',
  summary: 'Mails a link for a new password, if the address has an account. The answer does not say.',
  body: z.strictObject({ email }),
  reply: z.object({ email: z.string(), minutes: z.number().int() }),
  perMinute: 60,
  refusals: ['accounts.too-many-codes'],
})

export const resetPassword = route({
  name: 'accounts.reset-password',
  method: 'POST',
  path: '/api/accounts/password-resets/use',
  access: 'public',
  summary: 'Sets a new password with the link of the mail and ends every session.',
  body: z.strictObject({ token: z.string().min(20).max(100), password }),
  reply: z.object({ email: z.string() }),
  perMinute: 20,
  refusals: ['accounts.link-ended', 'accounts.password-weak'],
})

export const updateProfile = route({
  name: 'accounts.update-profile',
  method: 'PATCH',
  path: '/api/me',
  access: 'signed-in',
  summary: 'Changes name, language or time zone.',
  body: z.strictObject({ name: name.optional(), locale: localeCode.optional(), zone: zone.optional() }),
  reply: z.object({ person: me }),
  refusals: ['accounts.zone-unknown'],
})

export const changePassword = route({
  name: 'accounts.change-password',
  method: 'PUT',
  path: '/api/me/password',
  access: 'signed-in',
  summary: 'Changes the password and ends the other sessions.',
  body: z.strictObject({ current: password, password }),
  reply: z.object({ endedSessions: z.number().int() }),
  perMinute: 20,
  refusals: ['accounts.password-wrong', 'accounts.password-weak', 'accounts.locked'],
})

export const startEmailChange = route({
  name: 'accounts.start-email-change',
  method: 'POST',
  path: '/api/me/email-changes',
  access: 'signed-in',
  summary: 'Mails a code to a new address. The answer does not say whether the address has an account.',
  body: z.strictObject({ email, password }),
  reply: z.object({ changeId: uuid, email: z.string(), sentAt: isoInstant, expiresAt: isoInstant }),
  creates: true,
  perMinute: 10,
  refusals: ['accounts.password-wrong', 'accounts.too-many-codes', 'accounts.locked'],
})

export const finishEmailChange = route({
  name: 'accounts.finish-email-change',
  method: 'POST',
  path: '/api/me/email-changes/:changeId/verification',
  access: 'signed-in',
  summary: 'Takes over the new address with its code; the old one is told.',
  params: z.strictObject({ changeId: uuid }),
  body: z.strictObject({ code: sixDigits }),
  reply: z.object({ person: me }),
  perMinute: 20,
  refusals: ['accounts.code-wrong', 'accounts.code-ended', 'accounts.email-in-use'],
})

export {
  type SessionView,
  securityKinds,
  type SecurityEventView,
  getSecurity,
  endSession,
  endOtherSessions,
  startSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  type ConsentView,
  getPrivacy,
  setConsent,
  exportData,
  requestErasure,
  cancelErasure,
} from './security-contract.ts'
