import { Readable } from 'node:stream'
import type { Reader } from '../../kernel/db.ts'
import { storageExponent } from '../../kernel/money.ts'
import { type JournalFilter, journalEntries } from './queries.ts'

/** `9900` CNY → `99.00`, exact. */
export function plainDecimal(minor: bigint, currency: string): string {
  const digits = storageExponent(currency)
  const sign = minor < 0n ? '-' : ''
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** A cell that a spreadsheet does not take for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const header = ['number', 'at', 'state', 'purpose', 'order', 'account', 'debit', 'credit', 'currency']
const chunk = 1000

async function* lines(reader: Reader, filter: JournalFilter): AsyncGenerator<string> {
  // The mark tells spreadsheets that this is UTF-8.
  yield `\uFEFF${header.join(',')}\r\n`
  for (let offset = 0; ; offset += chunk) {
    const entries = await journalEntries(reader, filter, { offset, limit: chunk })
    for (const entry of entries)
      for (const line of entry.lines) {
        const amount = plainDecimal(line.minor, line.currency)
        const { number, at, state, purpose, memo } = entry
        const [debit, credit] = line.side === 'debit' ? [amount, ''] : ['', amount]
        yield `${[
          `J${number}`,
          at.toISOString(),
          state,
          purpose,
          memo['order'] ?? '',
          line.code,
          debit,
          credit,
          line.currency,
        ]
          .map(cell)
          .join(',')}\r\n`
      }
    if (entries.length < chunk) return
  }
}

/** The journal as CSV, streamed: one posting a line, decimal amounts, UTC. */
export function journalCsv(reader: Reader, filter: JournalFilter): Readable {
  return Readable.from(lines(reader, filter))
}
