import type { App } from '../../kernel/app.ts'
import type { Actor, Person } from '../../kernel/policy.ts'
import { type Port, port } from '../../kernel/port.ts'
import type { FileType } from './file-types.ts'
import type { StoredFile } from './rows.ts'

/** What may be uploaded for a purpose. */
export interface UploadRules {
  maxBytes: number
  types: readonly FileType[]
  /** Encrypted at rest and never cached: identity papers, works, anything about a person. */
  personal: boolean
  /** Readable by anyone who has the address: brand pictures. Never together with `personal`. */
  public: boolean
  organisationId: string | null
}

/**
 * Purpose → who may upload what, by the metadata the browser sent. Throws a refusal for who may not. The domain that
 * gives files of a purpose their meaning fills its line.
 */
export type UploadRule = (person: Person, metadata: Record<string, string>, app: App) => Promise<UploadRules>
export const uploadRules: Port<Record<string, UploadRule>> = port('media.uploadRules')

/** Purpose → who else than its owner may read a file. A purpose without a line is readable by its owner alone. */
export type FileGuard = (actor: Actor, file: StoredFile, app: App) => Promise<boolean>
export const fileGuards: Port<Record<string, FileGuard>> = port('media.fileGuards')
