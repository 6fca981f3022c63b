import type { App } from '../../kernel/app.ts'
import type { Reader, Tx } from '../../kernel/db.ts'
import { type Port, port } from '../../kernel/port.ts'

/** Organisations a person works for. Filled by organisations: one read for all the people of a turn. */
export type StaffOf = (
  reader: Reader,
  personIds: readonly string[],
) => Promise<Map<string, { organisationId: string; roles: string[] }[]>>
export const staffOf: Port<StaffOf> = port('accounts.staffOf')

/** One domain's part of what a person may download about themselves; any JSON value. */
export interface PersonalDataExporter {
  /** Member of the document: `entries`. */
  name: string
  collect(reader: Reader, personId: string, app: App): Promise<unknown>
}
export const personalDataExporters: Port<readonly PersonalDataExporter[]> = port('accounts.personalDataExporters')

/**
 * Removes or anonymises what one domain holds about a person. Runs in one transaction with all the others; it may run
 * twice. What must stay (ledger lines, results) stays under the person's number.
 */
export interface PersonEraser {
  name: string
  erase(tx: Tx, personId: string, at: Date): Promise<void>
}
export const personErasers: Port<readonly PersonEraser[]> = port('accounts.personErasers')
