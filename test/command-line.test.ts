import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { commands } from '../src/main/cli.ts'

const palestra = fileURLToPath(new URL('../bin/palestra', import.meta.url))
const elsewhere = mkdtempSync(join(tmpdir(), 'palestra-cli-'))
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }))

function call(program: string, args: string[], input = '') {
  return spawnSync(process.execPath, [program, ...args], { cwd: elsewhere, encoding: 'utf8', input })
}

test('the overview names every command', () => {
  const { stdout, status } = call(palestra, ['--help'])
  expect(status).toBe(0)
  // `all` is what `start` runs once everything is installed and built.
  for (const name of Object.keys(commands))
    expect(stdout).toMatch(new RegExp(`\\b${name === 'all' ? 'start' : name}\\b`))
})

test('it works from another folder, through a symbolic link', () => {
  const link = join(elsewhere, 'palestra')
  symlinkSync(palestra, link)
  const { stdout, status } = call(link, ['config'])
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ storage: 'local' })
})

test('no command and an unknown command are wrong usage', () => {
  expect(call(palestra, []).status).toBe(2)
  expect(call(palestra, ['no-such-thing']).status).toBe(2)
  expect(call(palestra, ['migrate', '--no-such-option']).status).toBe(2)
})
