import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { attachment, csvText, xlsxBytes } from './table-file.ts'

const table = {
  name: '报名',
  columns: ['a', 'b'],
  rows: [
    ['阿卜杜外力·买买提艾力', 1],
    ['=1+1', null],
    ['x "y", z', '-5'],
  ],
}

describe('a table as a file', () => {
  it('is CSV that spreadsheets read as UTF-8 and never run', () => {
    expect(csvText(table)).toBe('\ufeffa,b\r\n阿卜杜外力·买买提艾力,1\r\n\'=1+1,\r\n"x ""y"", z",-5\r\n')
  })

  it('is a workbook with the same cells', async () => {
    const workbook = new ExcelJS.Workbook()
    // exceljs declares an older Buffer than Node's.
    await workbook.xlsx.load((await xlsxBytes(table)) as never)
    const sheet = workbook.worksheets[0]
    expect(sheet?.getCell('A2').value).toBe('阿卜杜外力·买买提艾力')
    expect(sheet?.getCell('A3').value).toBe("'=1+1")
    expect(sheet?.getCell('B2').value).toBe(1)
  })

  it('keeps its name in any script', () => {
    expect(attachment('报名.csv')).toBe('attachment; filename="__.csv"; filename*=UTF-8\'\'%E6%8A%A5%E5%90%8D.csv')
  })
})
