import { create } from 'qrcode'

/** A QR code (error level M, no quiet zone) as path data: one rectangle for each run of dark modules in a row. */
export function qrPath(text: string): { size: number; path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const runs: string[] = []
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue
      const first = column
      while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1
      runs.push(`M${first} ${row}h${column - first + 1}v1h${first - column - 1}z`)
    }
  }
  return { size: modules.size, path: runs.join('') }
}
