import { describe, expect, it } from 'vitest'
import { Refused, addressOf } from './call.ts'
import { route } from '../kernel/contract.ts'
import { z } from 'zod'
import { RefusalNote, loadRefusals, mistakesOf, refusalText } from './refusal.tsx'
import { html } from './testing.tsx'

const refused = (code: string, params = {}) => new Refused({ code, status: 422, params, requestId: '7F3A' })

describe('a refusal', () => {
  it('is said in the domain’s own words', async () => {
    await loadRefusals('accounts', 'zh-CN')
    await loadRefusals('accounts', 'en')
    const chinese = refusalText(refused('accounts.pair-wrong', { triesLeft: 3, left: 3 }), 'zh-CN')
    const english = refusalText(refused('accounts.pair-wrong', { triesLeft: 3, left: 3 }), 'en')
    expect(chinese).not.toContain('accounts.pair-wrong')
    expect(english).not.toContain('accounts.pair-wrong')
    expect(chinese).not.toBe(english)
  })

  it('of the kernel has words without any catalogue', () => {
    expect(refusalText(refused('kernel.changed-meanwhile'), 'zh-CN')).toContain('有人改过')
    expect(refusalText(new Refused({ code: 'kernel.defect', status: 500, requestId: '7F3A' }), 'en')).toContain('7F3A')
  })

  it('that nobody put into words names its code', () => {
    expect(refusalText(refused('nowhere.at-all'), 'en')).toContain('nowhere.at-all')
  })

  it('marks one field', () => {
    const error = new Refused({
      code: 'kernel.invalid-input',
      status: 422,
      errors: [{ path: 'email', code: 'too_small' }],
    })
    expect(mistakesOf(error, 'email', 'en')).toBe('This is too short or too small.')
    expect(mistakesOf(error, 'name', 'en')).toBeUndefined()
  })

  it('of ours is an alert with the number for support', () => {
    expect(
      html(<RefusalNote error={new Refused({ code: 'kernel.defect', status: 500, requestId: '7F3A' })} />),
    ).toMatch(/role="alert".*7F3A/)
    expect(html(<RefusalNote error={null} />)).toBe('')
  })
})

describe('an address', () => {
  it('carries params and query, and leaves out what is not set', () => {
    const list = route({
      name: 'test.list',
      method: 'GET',
      path: '/api/things/:thingId',
      access: 'public',
      summary: '',
      params: z.strictObject({ thingId: z.string() }),
      query: z.strictObject({ page: z.coerce.number().optional(), search: z.string().optional() }),
    })
    expect(addressOf(list, { params: { thingId: 'a/b' }, query: { page: 2 } })).toBe('/api/things/a%2Fb?page=2')
    expect(addressOf(list, { params: { thingId: 'x' } })).toBe('/api/things/x')
  })
})
