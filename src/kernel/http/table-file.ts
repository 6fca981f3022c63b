import ExcelJS from 'exceljs'
import type { FastifyReply } from 'fastify'

export type Cell = string | number | null

export interface TableFile {
  /** Without ending; may carry any letters. */
  name: string
  columns: string[]
  rows: Cell[][]
}

/** A spreadsheet runs a cell that begins like a formula: such text is led by an apostrophe (OWASP, CSV injection). */
function harmless(cell: Cell): Cell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell) ? `'${cell}` : cell
}

/** RFC 4180 with CRLF, led by a byte order mark so that spreadsheets read it as UTF-8. */
export function csvText(table: TableFile): string {
  const quoted = (cell: Cell): string => {
    const text = String(harmless(cell) ?? '')
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `\ufeff${[table.columns, ...table.rows].map(row => row.map(quoted).join(',')).join('\r\n')}\r\n`
}

export async function xlsxBytes(table: TableFile): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(table.name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31) || 'Table')
  sheet.addRow(table.columns).font = { bold: true }
  for (const row of table.rows) sheet.addRow(row.map(harmless))
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** `Content-Disposition` for a name in any script (RFC 8187). */
export function attachment(fileName: string): string {
  const ascii = fileName.normalize('NFKD').replace(/[^\x20-\x7e]|["\\]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
}

/** Sends a table as a download in the format asked for. */
export async function sendTable(reply: FastifyReply, format: 'csv' | 'xlsx', table: TableFile): Promise<void> {
  const body = format === 'csv' ? csvText(table) : await xlsxBytes(table)
  await reply
    .type(types[format])
    .header('content-disposition', attachment(`${table.name}.${format}`))
    .send(body)
}
