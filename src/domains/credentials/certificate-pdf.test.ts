import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { instant } from '../../kernel/clock.ts'
import { undrawableCharacters } from './certificate-fonts.ts'
import { certificatePdf, type CertificateInput } from './certificate-pdf.ts'
import { certificateTemplate, fill } from './certificate-template.ts'
import { standardTemplate } from './standard-template.ts'
import { sealColumns } from './seal.ts'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const template = certificateTemplate.parse({
  title: both('荣誉证书', 'Certificate of Award'),
  scope: both('第五届 · {track}', 'Fifth edition · {track}'),
  body: both('在{competition}中获', 'at the {competition}, ranked {rank} of {entries} entries.'),
  signatories: [{ name: both('汤清扬', 'Tang Qingyang'), role: both('裁判长', 'Chief judge') }],
  brand: { name: both('江澜大学', 'Jianglan University'), colour: '#0B5E6B', sealText: '江澜大学赛事专用章' },
})
function input(zh: string, en: string): CertificateInput {
  return {
    template,
    values: {
      name: both(zh, en),
      award: both('一等奖', 'First Prize'),
      competition: both('第五届长三角大学生数据分析竞赛', 'Fifth Delta Student Challenge'),
      track: both('本科组', 'Undergraduate'),
      rank: both('4', '4th'),
      entries: both('731', '731'),
    },
    number: 'PL-2027-7F3A-QX41-9KDM',
    verifyUrl: 'https://palestra.example/certificates/PL-2027-7F3A-QX41-9KDM',
    issuedAt: instant('2027-03-31T00:00:00Z'),
    dateText: both('2027 年 3 月 31 日', '31 March 2027'),
  }
}

/** The code points that the PDF's fonts say they can be copied as. */
function extractable(pdf: Buffer): Set<string> {
  const found = new Set<string>()
  const text = pdf.toString('latin1')
  for (const match of text.matchAll(/stream\r?\n/g)) {
    const start = match.index + match[0].length
    let stream: string
    try {
      stream = inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1')
    } catch {
      continue
    }
    if (!stream.includes('beginbfrange')) continue
    for (const [, hex = ''] of stream.matchAll(/<([0-9a-f ]+)>/g)) {
      for (const character of Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
        found.add(character)
    }
  }
  return found
}

describe('a certificate', { timeout: 30_000 }, () => {
  test('is one small PDF with its fonts inside and text that can be copied', async () => {
    const { pdf, missingGlyphs } = await certificatePdf(input('阿卜杜外力·买买提艾力', 'Abduweli Memeteli'))
    expect(missingGlyphs).toEqual([])
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeLessThan(120_000)
    const text = pdf.toString('latin1')
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1)
    expect(text).toMatch(/[A-Z]{6}\+NotoSerifSC-Bold/)
    expect(text).toMatch(/[A-Z]{6}\+SourceSerif4/)
    const copied = extractable(pdf)
    for (const character of '阿卜杜外力买提艾荣誉证书一等奖') expect(copied, character).toContain(character)
  })

  test('draws rare characters of names, from the sister fonts where the main font lacks them', async () => {
    const { pdf, missingGlyphs } = await certificatePdf(input('𠮷㛃䶮𬭎𬴂邨喆堃犇·𣎴', 'Ji'))
    expect(missingGlyphs).toEqual([])
    expect(extractable(pdf)).toContain('𠮷')
    expect(pdf.toString('latin1')).toMatch(/NotoSerifJP/)
  })

  test('can be asked beforehand what it could not draw', async () => {
    expect(await undrawableCharacters('𠮷 王𪚥 Ōé')).toEqual(['𪚥'])
  })

  test('reports a character that no font can draw', async () => {
    const { missingGlyphs } = await certificatePdf(input('王𪚥', 'Wang'))
    expect(missingGlyphs).toEqual(['𪚥'])
  })

  test('has the same bytes for the same input', async () => {
    const [one, two] = await Promise.all([
      certificatePdf(input('欧阳思远', 'Siyuan Ouyang')),
      certificatePdf(input('欧阳思远', 'Siyuan Ouyang')),
    ])
    expect(one.pdf.equals(two.pdf)).toBe(true)
    expect((await certificatePdf(input('欧阳思邈', 'Siyuan Ouyang'))).pdf.equals(one.pdf)).toBe(false)
  })
})

describe('a template', () => {
  test('refuses a placeholder nobody fills and a seal without text', () => {
    expect(certificateTemplate.safeParse({ ...template, body: both('{nmae}', '') }).success).toBe(false)
    expect(certificateTemplate.safeParse({ ...template, brand: { ...template.brand, sealText: ' ' } }).success).toBe(
      false,
    )
  })

  test('comes ready-made, with a seal from the name where none was chosen', () => {
    const organisation = { name: both('江澜大学', 'Jianglan University'), colour: null, sealText: null }
    const made = standardTemplate({ organisation, scope: both('', ''), work: true, signatories: [] })
    expect(made.brand.sealText).toBe('江澜大学')
    expect(fill(made.body, { competition: both('竞赛', 'Contest'), work: both('作品', 'Work') }, 'en')).toBe(
      'for “Work” at the Contest.',
    )
    const english = { name: both('', 'Delft Institute of Play'), colour: '#0b5e6b', sealText: null }
    expect(
      standardTemplate({ organisation: english, scope: both('', ''), work: false, signatories: [] }).brand,
    ).toMatchObject({
      sealText: 'DIOP',
      colour: '#0b5e6b',
    })
  })

  test('fills each language with its own values, and falls back to the other one', () => {
    const values = { award: both('一等奖', 'First Prize'), name: both('', 'Siyuan Ouyang') }
    expect(fill(both('{name}获{award}', '{name}: {award}'), values, 'zh-CN')).toBe('Siyuan Ouyang获一等奖')
    expect(fill(both('', '{name}: {award}{track}'), values, 'en')).toBe('Siyuan Ouyang: First Prize')
  })
})

test('a seal is read in columns from the right, and a short column is stretched', () => {
  const at = (text: string) => sealColumns(text).map(one => [one.character, Math.round(one.x), Math.round(one.y)])
  expect(at('江澜之印')).toEqual([
    ['江', 71, 29],
    ['澜', 71, 71],
    ['之', 29, 29],
    ['印', 29, 71],
  ])
  expect(sealColumns('某某杯').map(one => Math.round(one.height))).toEqual([40, 40, 81])
})
