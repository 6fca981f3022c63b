import {
  type ControllerDocument,
  controllerSchema,
  findKey,
  readCredential,
  verifyCredential,
} from '../../domains/credentials/index.ts'
import { instant, systemClock } from '../../kernel/clock.ts'
import { type Command, CommandRefusal, type Io, readArguments, UsageError } from '../command.ts'

const usage = `
usage: palestra credential verify FILE [--issuer FILE] [--status FILE] [--at TIME] [--compact]

Checks an Open Badge 3.0 or another Verifiable Credential without any server: nothing is fetched.

  FILE           JSON, a PNG or an SVG with the credential baked in; - is standard input; may be gzipped
  --issuer FILE  the issuer's published key list (its controller document or DID document), as saved from its address
  --status FILE  the revocation list the credential names, as saved from its address
  --at TIME      judge the validity period at this ISO 8601 instant instead of now
  --compact      print the JSON on one line

Prints { "verified", "checks": [{ "name", "ok", "code", "detail" }], "issuer", "status" }. "ok" is null where the files at
hand do not decide: a did:key carries its key, any other key needs --issuer; the status is "unknown" without --status.
"verified" says that the signature fits and no check failed; "issuer.confirmed" says that the key is the issuer's own.
Exit status 0 when verified; 1 when not, with the verdict on standard output and its first failure on standard error; 2 for
wrong usage. Signatures checked: eddsa-jcs-2022.
`

const failures = {
  'no-credential': 'the picture holds no credential',
  'not-json': 'the file is not a JSON object',
  'duplicate-key': 'a key is written twice in one object, so two readers could see two different credentials',
  'too-large': 'the file is too large or nested too deeply',
  jwt: 'the credential is a signed token (VC-JWT); only embedded proofs are checked here',
} as const

async function readObject(io: Io, file: string) {
  const read = readCredential(await io.readBytes(file))
  if ('failure' in read)
    throw new CommandRefusal(`credential.${read.failure}`, `${file}: ${failures[read.failure]}.`, { file })
  return read.document
}

async function readIssuer(io: Io, file: string): Promise<ControllerDocument> {
  const parsed = controllerSchema.safeParse(await readObject(io, file))
  if (parsed.success) return parsed.data
  throw new CommandRefusal('credential.not-an-issuer', `${file} is not a controller document or DID document.`, {
    file,
  })
}

function readInstant(text: string): Date {
  try {
    return instant(text)
  } catch {
    throw new UsageError(`--at needs an ISO 8601 instant, not ${text}.`)
  }
}

async function run(args: string[], io: Io): Promise<number> {
  const { positional, options, flags } = readArguments(args, {
    issuer: 'value',
    status: 'value',
    at: 'value',
    compact: 'flag',
  })
  const [verb, file, ...rest] = positional
  if (verb !== 'verify' || file === undefined || rest.length > 0)
    throw new UsageError('Say what to verify: credential verify FILE.')
  const document = await readObject(io, file)
  const issuers = options['issuer'] === undefined ? [] : [await readIssuer(io, options['issuer'])]
  const status = options['status'] === undefined ? undefined : await readObject(io, options['status'])
  const verdict = await verifyCredential(document, {
    resolveKey: (method, issuer) => Promise.resolve(findKey(method, issuer, issuers)),
    fetchStatus: () => Promise.resolve(status),
    now: options['at'] === undefined ? systemClock.now() : readInstant(options['at']),
  })
  io.out(`${JSON.stringify(verdict, null, flags.has('compact') ? undefined : 2)}\n`)
  if (verdict.verified) return 0
  const reason = verdict.checks.find(check => check.ok === false) ?? verdict.checks.find(check => check.ok === null)
  const message = reason?.detail ?? 'the credential could not be verified'
  io.error(
    `${JSON.stringify({ code: `credential.${reason?.code ?? 'not-verified'}`, message, at: { check: reason?.name } })}\n`,
  )
  return 1
}

export const command: Command = {
  name: 'credential',
  summary: 'check a certificate’s Open Badge offline: signature, issuer, period, revocation',
  usage,
  run,
}
