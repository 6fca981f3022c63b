import { expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { base32, matchingStep, totpCode, totpStep, totpUri } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

test('codes are those of RFC 6238, appendix B', () => {
  const table: [string, string][] = [
    ['1970-01-01T00:00:59Z', '94287082'],
    ['2005-03-18T01:58:29Z', '07081804'],
    ['2005-03-18T01:58:31Z', '14050471'],
    ['2009-02-13T23:31:30Z', '89005924'],
    ['2033-05-18T03:33:20Z', '69279037'],
    ['2603-10-11T11:33:20Z', '65353130'],
  ]
  for (const [at, code] of table) expect(totpCode(secret, totpStep(instant(at)), 8)).toBe(code)
})

test('base 32 is that of RFC 4648, section 10', () => {
  expect(['f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map(text => base32(Buffer.from(text)))).toEqual([
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ])
})

test('a phone half a minute off is believed, a code is good once, and an older one not at all', () => {
  const at = instant('2026-11-20T08:00:10Z')
  const step = totpStep(at)
  expect(matchingStep(secret, totpCode(secret, step), at, null)).toBe(step)
  expect(matchingStep(secret, totpCode(secret, step - 1), at, null)).toBe(step - 1)
  expect(matchingStep(secret, totpCode(secret, step + 1), at, null)).toBe(step + 1)
  expect(matchingStep(secret, totpCode(secret, step + 2), at, null)).toBeNull()
  expect(matchingStep(secret, totpCode(secret, step), at, step)).toBeNull()
  expect(matchingStep(secret, totpCode(secret, step - 1), at, step)).toBeNull()
  expect(matchingStep(secret, 'abc', at, null)).toBeNull()
})

test('the address for apps names the site and the account', () => {
  expect(totpUri(secret, 'Palestra', 'a@b.example')).toBe(
    'otpauth://totp/Palestra:a%40b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Palestra&algorithm=SHA1&digits=6&period=30',
  )
})
