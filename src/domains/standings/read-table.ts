import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { refuse } from '../../kernel/errors.ts'

/** A cell as the text a person sees: numbers without locale, dates as ISO, formulas by their value. */
function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object') {
    if ('richText' in value) return value.richText.map(part => part.text).join('')
    if ('result' in value) return cellText(value.result ?? null)
    if ('text' in value) return String(value.text)
    return ''
  }
  return String(value)
}

async function readWorkbook(bytes: Buffer): Promise<string[][]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  const sheet = workbook.worksheets[0]
  const table: string[][] = []
  sheet?.eachRow({ includeEmpty: true }, (row, number) => {
    const cells: string[] = []
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = cellText(cell.value).trim()
    })
    table[number - 1] = Array.from(cells, cell => cell ?? '')
  })
  return Array.from(table, row => row ?? [])
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Spreadsheets in China still write CSV in the national encoding.
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Reads a CSV (UTF-8 or GB 18030; comma, semicolon or tab) or the first sheet of a workbook into rows of text. */
export async function readTable(format: 'csv' | 'xlsx', base64: string): Promise<string[][]> {
  const bytes = Buffer.from(base64, 'base64')
  try {
    if (format === 'xlsx') return await readWorkbook(bytes)
    const text = decode(bytes)
    const first = text.slice(0, text.indexOf('\n') + 1 || undefined)
    const delimiter = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ','
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    throw refuse('standings.table-unreadable', { reason: error instanceof Error ? error.message.slice(0, 200) : '' })
  }
}
