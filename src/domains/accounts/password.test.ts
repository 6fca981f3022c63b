import { expect, test } from 'vitest'
import { hashing, hashPassword, passwordMatches, passwordMistakes } from './password.ts'

const about = { email: 'siyuan.ouyang@x.example', name: 'Siyuan Ouyang' }
const codes = (password: string) => passwordMistakes(password, about).map(mistake => mistake.code)

test('a long password of any kind is good; a short, listed, running or personal one is not', () => {
  for (const good of ['six words in a row', '密码就是这么长的一句话', 'kZ8!qmw2#vLp', 'lower case only here'])
    expect(codes(good)).toEqual([])
  expect(codes('九个汉字不够长啊')).toEqual(['accounts.password-too-short'])
  for (const common of [
    '1234567890',
    'Password123',
    'qwertyuiop',
    'aaaaaaaaaaaa',
    '5201314520',
    'abcdefghijkl',
    'zyxwvutsrqpo',
  ])
    expect(codes(common)).toEqual(['accounts.password-common'])
  expect(codes('Siyuan.Ouyang1')).toEqual(['accounts.password-personal'])
})

test('a hash is Argon2id with 19 MiB and two passes, and matches only its password', async () => {
  const stored = await hashPassword('a', 'six words in a row')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches('a', 'six words in a row', stored)).toBe(true)
  expect(await passwordMatches('a', 'six words in a ro', stored)).toBe(false)
  expect(await passwordMatches('a', 'six words in a row', null)).toBe(false)
})

test('a storm of sign-ins keeps memory bounded and a newcomer’s wait short, and refuses what it cannot take', async () => {
  const stored = await hashPassword('a', 'six words in a row')
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 2)
  const storm = Promise.allSettled(Array.from({ length: 3000 }, () => passwordMatches('campus', 'wrong', stored)))
  const load = hashing.load()
  expect(await passwordMatches('newcomer', 'six words in a row', stored)).toBe(true)
  // Fairness, not speed: the newcomer is answered while most of the storm still waits.
  const stillWaiting = hashing.load().waiting
  const results = await storm
  clearInterval(watch)
  const done = results.filter(result => result.status === 'fulfilled').length
  expect(load.waiting).toBeLessThanOrEqual(400)
  expect(done).toBeGreaterThanOrEqual(300)
  expect(done).toBeLessThanOrEqual(310)
  // Three hashes at once hold 57 MiB; 3000 would hold 57 GB.
  expect((most - before) / 1_048_576).toBeLessThan(200)
  expect(stillWaiting).toBeGreaterThan(200)
}, 60_000)
