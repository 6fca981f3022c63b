import { expect, test } from 'vitest'
import {
  confirmSecondFactor,
  getSecurity,
  removeSecondFactor,
  renewRecoveryCodes,
  signIn,
  signInSecondFactor,
  startSecondFactor,
} from './contract.ts'
import { aPerson, accountsSite, testPassword } from './testing.ts'
import { totpCode, totpStep } from './totp.ts'

const { app, send } = await accountsSite()

function fromBase32(text: string): Buffer {
  const bits = text
    .split('')
    .map(sign => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
}

async function someoneWithApp(email: string) {
  const person = await aPerson(app.db.kysely, { email, password: true, at: app.clock.now() })
  const begun = await send(startSecondFactor, { as: person, body: { password: testPassword } })
  const secret = fromBase32(begun.body.secret)
  const digits = () => totpCode(secret, totpStep(app.clock.now()))
  const confirmed = await send(confirmSecondFactor, { as: person, body: { code: digits() } })
  app.clock.advance(30_000)
  return { person, digits, codes: confirmed.body.recoveryCodes as string[], begun }
}
const challengeFor = async (email: string) =>
  (await send(signIn, { body: { email, password: testPassword } })).body.challenge as string
const answer = (challenge: string, code: string) => send(signInSecondFactor, { body: { challenge, code } })

test('with the app on, the password alone opens nothing; its digits do', async () => {
  const { digits, begun } = await someoneWithApp('totp@x.example')
  expect(begun.body.uri).toContain('otpauth://totp/')
  const first = await send(signIn, { body: { email: 'totp@x.example', password: testPassword } })
  expect(first.body).toEqual({ state: 'second-factor', challenge: expect.stringMatching(/^[\w-]{43}$/) })
  expect(first.headers['set-cookie']).toBeUndefined()
  const done = await answer(first.body.challenge, digits())
  expect(done.status).toBe(200)
  expect(String(done.headers['set-cookie'])).toContain('palestra=')
  expect((await answer(first.body.challenge, digits())).body.code).toBe('accounts.challenge-ended')
})

test('digits are good once, also for a second challenge within their half minute', async () => {
  const { digits } = await someoneWithApp('once@x.example')
  const code = digits()
  const replies = await Promise.all(
    (await Promise.all([challengeFor('once@x.example'), challengeFor('once@x.example')])).map(one => answer(one, code)),
  )
  expect(replies.map(reply => reply.status).toSorted((a, b) => a - b)).toEqual([200, 401])
})

test('a recovery code works once and is counted down', async () => {
  const { person, codes } = await someoneWithApp('recover@x.example')
  expect(codes).toHaveLength(10)
  const code = codes[0] ?? ''
  const done = await answer(await challengeFor('recover@x.example'), code.toLowerCase())
  expect(done).toMatchObject({ status: 200, body: { recoveryCodesLeft: 9 } })
  expect((await answer(await challengeFor('recover@x.example'), code)).body.code).toBe('accounts.second-factor-wrong')
  const security = await send(getSecurity, { as: person })
  expect(security.body).toMatchObject({ recoveryCodesLeft: 9, recoveryCodes: 10 })
  const renewed = await send(renewRecoveryCodes, { as: person, body: { password: testPassword } })
  expect(renewed.body.recoveryCodes).toHaveLength(10)
  expect((await answer(await challengeFor('recover@x.example'), codes[1] ?? '')).status).toBe(401)
})

test('five wrong answers end a challenge, fifteen in an hour end the next ones too', async () => {
  const { digits } = await someoneWithApp('guess@x.example')
  for (let round = 0; round < 3; round++) {
    const challenge = await challengeFor('guess@x.example')
    for (let i = 0; i < 5; i++) await answer(challenge, 'WRONG-WRONG')
    expect((await answer(challenge, digits())).body.code).toBe('accounts.challenge-ended')
  }
  expect((await answer(await challengeFor('guess@x.example'), digits())).body.code).toBe('accounts.challenge-ended')
  app.clock.advance(61 * 60_000)
  expect((await answer(await challengeFor('guess@x.example'), digits())).status).toBe(200)
})

test('it is turned off with the password, and the codes go with it', async () => {
  const { person } = await someoneWithApp('off@x.example')
  expect((await send(removeSecondFactor, { as: person, body: { password: 'not the one' } })).status).toBe(403)
  expect((await send(removeSecondFactor, { as: person, body: { password: testPassword } })).status).toBe(200)
  expect((await send(signIn, { body: { email: 'off@x.example', password: testPassword } })).body.state).toBe(
    'signed-in',
  )
  expect((await send(removeSecondFactor, { as: person, body: { password: testPassword } })).status).toBe(409)
})

test('the secret is nowhere in the clear and a begun one does not count', async () => {
  const person = await aPerson(app.db.kysely, { email: 'begun@x.example', password: true })
  const begun = await send(startSecondFactor, { as: person, body: { password: testPassword } })
  const { totp_secret } = await app.db.kysely
    .selectFrom('person')
    .select('totp_secret')
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  expect(totp_secret?.includes(fromBase32(begun.body.secret))).toBe(false)
  expect((await send(confirmSecondFactor, { as: person, body: { code: '000000' } })).status).toBe(422)
  expect((await send(signIn, { body: { email: 'begun@x.example', password: testPassword } })).body.state).toBe(
    'signed-in',
  )
})
