import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PostgresStartError } from './failure.ts'

/** The operating-system user PostgreSQL runs as; `undefined` fields mean "the user we are". */
export type RunUser = { uid: number; gid: number; name: string } | undefined

/**
 * PostgreSQL refuses to run as root, so root drops to an unprivileged user. `initdb` looks its user up by name, so the
 * user must have an entry in /etc/passwd: the owner of an existing data directory first, then `postgres`, `nobody`, and
 * then whichever unprivileged entry there is.
 */
export function chooseRunUser(dataDir: string): RunUser {
  if (process.getuid?.() !== 0) return undefined
  const entries = readPasswd()
  const owner = ownerOf(dataDir)
  const chosen =
    entries.find(entry => entry.uid === owner) ??
    entries.find(entry => entry.name === 'postgres') ??
    entries.find(entry => entry.name === 'nobody') ??
    entries[0]
  if (chosen) return chosen
  throw new PostgresStartError(
    'no-user',
    'PostgreSQL does not run as root, and this machine has no other user in /etc/passwd. Add one, or set DATABASE_URL to a server of your own.',
  )
}

function readPasswd(): { uid: number; gid: number; name: string }[] {
  let text = ''
  try {
    text = readFileSync('/etc/passwd', 'utf8')
  } catch {
    return []
  }
  return text
    .split('\n')
    .map(line => line.split(':'))
    .map(fields => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
    .filter(entry => entry.name !== '' && entry.uid > 0 && Number.isInteger(entry.gid))
}

function ownerOf(dataDir: string): number | undefined {
  try {
    return statSync(join(dataDir, 'PG_VERSION')).uid
  } catch {
    return undefined
  }
}
