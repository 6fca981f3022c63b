import { expect, it } from 'vitest'
import { html } from '../testing.tsx'
import { catalogue } from './catalogue.tsx'

const useText = catalogue('test', {
  en: {
    entries_one: '{{count}} entry',
    entries_other: '{{count}} entries',
    group: { hello: 'Hello {{name}}' },
    rules: 'Read <a>the <b>rules</b></a>.',
  },
  'zh-CN': { entries_other: '{{count}} 个报名', group: { hello: '{{name}}，你好' }, rules: '阅读<a><b>规则</b></a>。' },
})

it('chooses the plural of the language', () => {
  expect(useText.in('en')('entries', { count: 1 })).toBe('1 entry')
  expect(useText.in('en')('entries', { count: 0 })).toBe('0 entries')
  expect(useText.in('zh-CN')('entries', { count: 1 })).toBe('1 个报名')
})

it('fills names, and shows a key without words', () => {
  expect(useText.in('zh-CN')('group.hello', { name: '汤清扬' })).toBe('汤清扬，你好')
  expect(useText.in('en').maybe('states.unknown')).toBeUndefined()
})

it('gives marked words to the page', () => {
  const rich = useText
    .in('en')
    .rich('rules', { a: inner => <a href="/rules">{inner}</a>, b: inner => <em>{inner}</em> })
  expect(html(<p>{rich}</p>)).toBe('<p>Read <a href="/rules">the <em>rules</em></a>.</p>')
})
