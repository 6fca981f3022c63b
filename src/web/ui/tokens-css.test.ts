import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readTokens, tokensCss } from './tokens-css.ts'

const declarations = (css: string) =>
  css
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .match(/--pl-[\w-]+: ?[^;]+;/g)
    ?.map(line => line.replace(/[\s.]|\b0(?=\.)/g, '').replace(/0+(?=\d)/g, ''))

it('the style sheet says what the tokens say', () => {
  const written = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  const expected = declarations(tokensCss(readTokens()))
  expect(expected?.length).toBeGreaterThan(150)
  expect(declarations(written)).toEqual(expected)
})
