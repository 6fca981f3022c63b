import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'
import { handle, type Request } from '../../kernel/http/handle.ts'
import { sessionCookieName } from '../../kernel/http/server.ts'
import { changePassword, preparePasswordChange } from './change-password.ts'
import { finishEmailChange, startEmailChange } from './change-email.ts'
import { consentVersions } from './consent-purposes.ts'
import { consentsOf, giveConsent, withdrawConsent } from './consents.ts'
import * as contract from './contract.ts'
import { cancelErasure, graceDays, requestErasure } from './erase-person.ts'
import { meOf } from './me.ts'
import { exportPersonalData, personalDataText } from './personal-data.ts'
import { prepareReset, requestPasswordReset, resetMinutes, resetPassword } from './reset-password.ts'
import {
  answerChallenge,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from './second-factor.ts'
import { recordSecurity } from './security-events.ts'
import { securityOf } from './security.ts'
import { type Device, endSessions, lifetimeMs } from './sessions.ts'
import { confirmPassword, signIn } from './sign-in.ts'
import { finishSignUp, prepareSignUp, resendSignUpCode, signUpById, startSignUp } from './sign-up.ts'
import { checkZone } from './zone.ts'

function deviceOf({ http, address }: Pick<Request, 'http' | 'address'>): Device {
  return { address, userAgent: http.request.headers['user-agent'] ?? '' }
}

function setSession({ http }: Pick<Request, 'http'>, app: App, token: string): void {
  const { secure } = app.config
  http.reply.setCookie(sessionCookieName(secure), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: lifetimeMs / 1000,
  })
}

function clearSession({ http }: Pick<Request, 'http'>, app: App): void {
  const { secure } = app.config
  http.reply.clearCookie(sessionCookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure })
}

/** A refusal that was counted in the database first. */
function refuseCode(refused: string, left = 0): never {
  throw refuse(refused, { count: left }, [{ path: 'code', code: refused, params: { count: left } }])
}

const signUpRoutes = [
  handle(contract.startSignUp, async ({ body, locale, address, transact }, app) => {
    const prepared = await prepareSignUp(body, address)
    return transact(tx => startSignUp(tx, app, { ...body, ...prepared, locale }))
  }),
  handle(contract.getSignUp, ({ params }, app) => signUpById(app.db.kysely, params.signUpId)),
  handle(contract.resendSignUpCode, ({ params, transact }, app) =>
    transact(tx => resendSignUpCode(tx, app, params.signUpId)),
  ),
  handle(contract.finishSignUp, async (request, app) => {
    const { params, body } = request
    const done = await app.db.transaction(tx =>
      finishSignUp(tx, app, { signUpId: params.signUpId, proof: body, device: deviceOf(request) }),
    )
    if ('refused' in done) return refuseCode(done.refused, 'left' in done ? done.left : 0)
    setSession(request, app, done.token)
    return { person: await meOf(app.db.kysely, done.personId) }
  }),
]

const signInRoutes = [
  handle(contract.getMe, async ({ actor }, app) => ({
    person: actor.kind === 'person' ? await meOf(app.db.kysely, actor.id) : null,
  })),
  handle(contract.signIn, async (request, app) => {
    const done = await signIn(app, { ...request.body, device: deviceOf(request) })
    if ('challenge' in done) return { state: 'second-factor' as const, challenge: done.challenge }
    setSession(request, app, done.token)
    return { state: 'signed-in' as const, person: await meOf(app.db.kysely, done.personId) }
  }),
  handle(contract.signInSecondFactor, async (request, app) => {
    const done = await app.db.transaction(tx =>
      answerChallenge(tx, app, { ...request.body, device: deviceOf(request) }),
    )
    if ('refused' in done) return refuseCode(done.refused, 'left' in done ? done.left : 0)
    setSession(request, app, done.token)
    const person = await meOf(app.db.kysely, done.personId)
    const { left } = await app.db.kysely
      .selectFrom('recovery_code')
      .select(eb => eb.fn.countAll<bigint>().as('left'))
      .where('person_id', '=', person.id)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow()
    return { person, recoveryCodesLeft: Number(left) }
  }),
  handle(contract.signOut, async (request, app) => {
    const { actor, transact } = request
    clearSession(request, app)
    if (actor.kind !== 'person') return {}
    return transact(async tx => {
      const at = app.clock.now()
      await endSessions(tx, { personId: actor.id, only: actor.sessionId, reason: 'signed-out', at })
      await recordSecurity(tx, { personId: actor.id, kind: 'signed-out', device: deviceOf(request), at })
      return {}
    })
  }),
  handle(contract.requestPasswordReset, ({ body, transact }, app) =>
    transact(async tx => ({ ...(await requestPasswordReset(tx, app, body)), minutes: resetMinutes })),
  ),
  handle(contract.resetPassword, async (request, app) => {
    const { body, address } = request
    const prepared = await prepareReset(app.db.kysely, app, { ...body, address })
    return request.transact(tx => resetPassword(tx, app, { token: body.token, ...prepared, device: deviceOf(request) }))
  }),
]

const profileRoutes = [
  handle(contract.updateProfile, ({ person, body, transact }) =>
    transact(async tx => {
      if (body.zone !== undefined) checkZone(body.zone)
      const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      if (Object.keys(changes).length > 0)
        await tx.updateTable('person').set(changes).where('id', '=', person.id).execute()
      return { person: await meOf(tx, person.id) }
    }),
  ),
  handle(contract.changePassword, async (request, app) => {
    const { person, body } = request
    const change = { personId: person.id, sessionId: person.sessionId, device: deviceOf(request) }
    const prepared = await preparePasswordChange(app, { ...change, ...body, email: person.email, name: person.name })
    return request.transact(async tx => ({ endedSessions: await changePassword(tx, app, { ...change, ...prepared }) }))
  }),
  handle(contract.startEmailChange, async (request, app) => {
    const { person, body } = request
    await confirmPassword(app, { personId: person.id, password: body.password, device: deviceOf(request) })
    return request.transact(tx => startEmailChange(tx, app, { person, email: body.email }))
  }),
  handle(contract.finishEmailChange, async (request, app) => {
    const { person, params, body } = request
    const done = await app.db.transaction(tx =>
      finishEmailChange(tx, app, { personId: person.id, ...params, ...body, device: deviceOf(request) }),
    )
    if ('refused' in done) return refuseCode(done.refused, 'left' in done ? done.left : 0)
    return { person: await meOf(app.db.kysely, person.id) }
  }),
]

const securityRoutes = [
  handle(contract.getSecurity, ({ person }, app) => securityOf(app.db.kysely, person, app.clock.now())),
  handle(contract.endSession, (request, app) =>
    request.transact(async tx => {
      const at = app.clock.now()
      const { person, params } = request
      const ended = await endSessions(tx, { personId: person.id, only: params.sessionId, reason: 'ended-by-owner', at })
      if (ended === 0) throw refuse('kernel.not-found')
      await recordSecurity(tx, { personId: person.id, kind: 'session-ended', device: deviceOf(request), at })
      return { ended }
    }),
  ),
  handle(contract.endOtherSessions, (request, app) =>
    request.transact(async tx => {
      const at = app.clock.now()
      const { person } = request
      const ended = await endSessions(tx, {
        personId: person.id,
        except: person.sessionId,
        reason: 'ended-by-owner',
        at,
      })
      if (ended > 0)
        await recordSecurity(tx, { personId: person.id, kind: 'sessions-ended', device: deviceOf(request), at })
      return { ended }
    }),
  ),
  handle(contract.startSecondFactor, async (request, app) => {
    const { person, body } = request
    await confirmPassword(app, { personId: person.id, password: body.password, device: deviceOf(request) })
    return request.transact(tx => startSecondFactor(tx, app, person))
  }),
  handle(contract.confirmSecondFactor, (request, app) =>
    request.transact(async tx => ({
      recoveryCodes: await confirmSecondFactor(tx, app, {
        personId: request.person.id,
        code: request.body.code,
        device: deviceOf(request),
      }),
    })),
  ),
  handle(contract.removeSecondFactor, async (request, app) => {
    const { person, body } = request
    const device = deviceOf(request)
    await confirmPassword(app, { personId: person.id, password: body.password, device })
    return request.transact(async tx => ({
      endedSessions: await removeSecondFactor(tx, app, { personId: person.id, sessionId: person.sessionId, device }),
    }))
  }),
  handle(contract.renewRecoveryCodes, async (request, app) => {
    const { person, body } = request
    const device = deviceOf(request)
    await confirmPassword(app, { personId: person.id, password: body.password, device })
    return request.transact(async tx => ({
      recoveryCodes: await renewRecoveryCodes(tx, app, { personId: person.id, device }),
    }))
  }),
]

const privacyRoutes = [
  handle(contract.getPrivacy, async ({ person }, app) => {
    const row = await app.db.kysely
      .selectFrom('person')
      .select(['erase_requested_at', 'erase_after'])
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow()
    return {
      consents: await consentsOf(app.db.kysely, person.id),
      eraseRequestedAt: row.erase_requested_at?.toISOString() ?? null,
      eraseAfter: row.erase_after?.toISOString() ?? null,
      graceDays,
    }
  }),
  handle(contract.setConsent, ({ person, params, body, transact }, app) =>
    transact(async tx => {
      const consent = { personId: person.id, purpose: params.purpose, at: app.clock.now() }
      if (body.given) await giveConsent(tx, { ...consent, version: consentVersions[params.purpose] })
      else await withdrawConsent(tx, consent)
      return { consents: await consentsOf(tx, person.id) }
    }),
  ),
  handle(contract.exportData, async (request, app) => {
    const { person, http } = request
    const document = await exportPersonalData(app, person.id)
    const at = app.clock.now()
    await app.db.transaction(tx =>
      recordSecurity(tx, { personId: person.id, kind: 'data-exported', device: deviceOf(request), at }),
    )
    http.reply
      .header('content-disposition', `attachment; filename="palestra-${at.toISOString().slice(0, 10)}.json"`)
      .type('application/json; charset=utf-8')
      .send(personalDataText(document))
    return {}
  }),
  handle(contract.requestErasure, async (request, app) => {
    const { person, body } = request
    const device = deviceOf(request)
    await confirmPassword(app, { personId: person.id, password: body.password, device })
    return request.transact(async tx => ({
      eraseAfter: (await requestErasure(tx, app, { personId: person.id, device })).toISOString(),
    }))
  }),
  handle(contract.cancelErasure, (request, app) =>
    request.transact(async tx => {
      await cancelErasure(tx, app, { personId: request.person.id, device: deviceOf(request) })
      return { eraseAfter: null }
    }),
  ),
]

export const accountsRoutes = [...signUpRoutes, ...signInRoutes, ...profileRoutes, ...securityRoutes, ...privacyRoutes]
