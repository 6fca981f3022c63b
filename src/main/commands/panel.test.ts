import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { main } from '../cli.ts'
import { CommandRefusal, type Io, processIo } from '../command.ts'

const page = readFileSync(new URL('../../../docs/tools/panel.md', import.meta.url), 'utf8')

/** Runs the command line on files held in memory. */
async function palestra(args: string[], files: ReadonlyMap<string, string>) {
  let out = ''
  let error = ''
  const readInput = async (path: string) => {
    const text = files.get(path)
    if (text === undefined) throw new CommandRefusal('command.cannot-read', `${path} cannot be read`, { file: path })
    return text
  }
  const io: Io = {
    out: text => {
      out += text
    },
    error: text => {
      error += text
    },
    readInput,
    readBytes: async path => Buffer.from(await readInput(path)),
  }
  return { status: await main(args, io), out, error }
}

const files = new Map(
  [...page.matchAll(/```\w+ file=(\S+)\n(.*?)```/gs)].map(([, name = '', text = '']) => [name, text] as const),
)
const runs = [...page.matchAll(/```console\n\$ palestra (.*?)\n(.*?)```/gs)].map(([, command = '', output = '']) => ({
  command,
  output,
}))

describe('the page about palestra panel', () => {
  test('holds examples of at least five families of rules', () => {
    expect(runs.length).toBeGreaterThanOrEqual(12)
    expect([...files.keys()].filter(name => name.endsWith('.rules.json')).length).toBeGreaterThanOrEqual(9)
  })

  test.each(runs)('prints what the command prints: $command', async ({ command, output }) => {
    const { out, error } = await palestra(command.split(' '), files)
    expect(out + error).toBe(output)
  })
})

describe('palestra panel', () => {
  const rules = files.get('smallest.rules.json') ?? ''
  const given = (scores: string) =>
    new Map([
      ['r.json', rules],
      ['s.csv', scores],
    ])

  test('a refused input is one JSON object on standard error and status 1', async () => {
    const scores = 'entry,aspect,judge,value\nAda,song,J1,11\nAda,song,J2,x\nAda,songs,J3,9\n'
    const { status, out, error } = await palestra(['panel', 'r.json', 's.csv'], given(scores))
    expect({ status, out }).toEqual({ status: 1, out: '' })
    const refusal = JSON.parse(error)
    expect(error.trim().split('\n')).toHaveLength(1)
    expect(refusal.mistakes.map((found: { code: string; at: { row: number } }) => [found.code, found.at.row])).toEqual([
      ['scoring.unknown-aspect', 4],
      ['scoring.out-of-range', 2],
      ['scoring.not-a-number', 3],
    ])
  })

  test('wrong usage is status 2, help is status 0', async () => {
    expect((await palestra(['panel'], files)).status).toBe(2)
    expect((await palestra(['panel', 'r.json', 's.csv', '--nonsense'], files)).status).toBe(2)
    expect((await palestra(['no-such-command'], files)).status).toBe(2)
    expect((await palestra([], files)).status).toBe(2)
    const help = await palestra(['panel', '--help'], files)
    expect(help.status).toBe(0)
    expect(help.out).toContain('usage: palestra panel RULES.json SCORES.csv')
    expect((await palestra(['--help'], files)).out).toContain('verify-results')
  })

  test.each([
    ['not JSON', 'r.json', '{', 'command.not-json'],
    ['not CSV', 's.csv', 'entry,aspect,value\n"A,b,c\n', 'command.not-csv'],
    ['empty', 's.csv', '', 'scoring.table-empty'],
    ['of another kind', 'r.json', '{"schema":"palestra-rules/9"}', 'scoring.rules-shape'],
  ])('a file that is %s is refused', async (_, name, text, code) => {
    const input = given('entry,aspect,judge,value\nAda,song,J1,1\n')
    input.set(name, text)
    const { status, error } = await palestra(['panel', 'r.json', 's.csv'], input)
    expect(status).toBe(1)
    expect(JSON.parse(error).code).toBe(code)
  })

  test('--explain lists the steps from marks to total', async () => {
    const scores = 'entry,aspect,judge,value\nAda,song,J1,8\nAda,song,J2,9\nAda,song,J3,9\n'
    const { out } = await palestra(['panel', 'r.json', 's.csv', '--explain'], given(scores))
    const [entry] = JSON.parse(out).results
    expect(entry.steps.map((step: { step: string }) => step.step)).toEqual([
      'panel',
      'points',
      'criterion',
      'segment',
      'overall',
    ])
    expect(entry.steps[0].rounded).toBe('8.67')
  })
})

test('gzipped input is unpacked and a broken one refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'palestra-'))
  try {
    writeFileSync(join(folder, 'a.csv.gz'), gzipSync('entry,aspect\n'))
    writeFileSync(join(folder, 'b.csv.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1]))
    expect(await processIo.readInput(join(folder, 'a.csv.gz'))).toBe('entry,aspect\n')
    await expect(processIo.readInput(join(folder, 'b.csv.gz'))).rejects.toMatchObject({ code: 'command.bad-gzip' })
    await expect(processIo.readInput(join(folder, 'c.csv'))).rejects.toMatchObject({ code: 'command.cannot-read' })
    await expect(processIo.readInput(folder)).rejects.toMatchObject({ code: 'command.not-a-file' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
