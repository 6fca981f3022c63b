/** Why PostgreSQL could not be started, as a sentence an operator can act on. `detail` holds the server's own words. */
export class PostgresStartError extends Error {
  readonly code: PostgresFailureCode
  readonly detail: string

  constructor(code: PostgresFailureCode, sentence: string, detail = '') {
    super(sentence)
    this.name = 'PostgresStartError'
    this.code = code
    this.detail = detail
  }
}

export type PostgresFailureCode =
  | 'no-binaries'
  | 'unusable-binaries'
  | 'no-user'
  | 'other-version'
  | 'not-a-data-directory'
  | 'disk-full'
  | 'no-permission'
  | 'in-use'
  | 'port-taken'
  | 'not-starting'

const known: { pattern: RegExp; code: PostgresFailureCode; sentence: (dataDir: string) => string }[] = [
  {
    pattern: /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/,
    code: 'disk-full',
    sentence: dir => `The disk that holds ${dir} is full. Free some space, then start again; no data was lost.`,
  },
  {
    pattern: /could not bind|Address already in use|could not create any TCP\/IP sockets/,
    code: 'port-taken',
    sentence: () => 'The port chosen for PostgreSQL is taken by another program.',
  },
  {
    pattern: /could not look up effective user ID/,
    code: 'no-user',
    sentence: () =>
      'PostgreSQL needs a user with a name, and the current user id has no entry in /etc/passwd. Run as a named user, or set DATABASE_URL to a server of your own.',
  },
  {
    pattern: /not compatible with this version|was initialized by PostgreSQL version/,
    code: 'other-version',
    sentence: dir => `The data directory ${dir} was made by another version of PostgreSQL.`,
  },
  {
    pattern:
      /lock file ".*" already exists|pre-existing shared memory block|is still in use|already exists and is locked/,
    code: 'in-use',
    sentence: dir => `Another PostgreSQL still holds ${dir}.`,
  },
  {
    pattern:
      /Permission denied|Operation not permitted|Read-only file system|EACCES|EPERM|EROFS|has wrong ownership|has invalid permissions/,
    code: 'no-permission',
    sentence: dir =>
      `PostgreSQL may not write to ${dir}. Give its user write permission there, or choose another directory with DATA_DIR.`,
  },
]

/** Turns what the server (or the operating system) printed into a plain sentence; unknown text stays in `detail`. */
export function explainFailure(output: string, dataDir: string): PostgresStartError {
  const found = known.find(entry => entry.pattern.test(output))
  if (found) return new PostgresStartError(found.code, found.sentence(dataDir), output.trim())
  const last = output.trim().split('\n').slice(-6).join('\n')
  return new PostgresStartError('not-starting', `PostgreSQL did not start. Its last words:\n${last}`, output.trim())
}
