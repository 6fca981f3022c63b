import { create } from 'qrcode'

/**
 * The address an authenticator app scans, as `{ size, path }` in module units with the quiet zone: rows of dark modules
 * as lines of width one, drawn by the page itself.
 */
export function totpQr(uri: string): { size: number; path: string } {
  const { modules } = create(uri, { errorCorrectionLevel: 'M' })
  const quiet = 4
  let path = ''
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++) {
      let run = 0
      while (column + run < modules.size && modules.get(row, column + run)) run += 1
      if (run > 0) path += `M${column + quiet} ${row + quiet + 0.5}h${run}`
      column += run
    }
  return { size: modules.size + 2 * quiet, path }
}
