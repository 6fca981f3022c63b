import type { AddressInfo } from 'node:net'
import { openBus } from '../../../kernel/bus.ts'
import { systemClock } from '../../../kernel/clock.ts'
import { readConfig } from '../../../kernel/config.ts'
import { openDatabase } from '../../../kernel/db.ts'
import { byteBoards } from '../../../kernel/http/byte-board.ts'
import { createServer } from '../../../kernel/http/server.ts'
import { createLog } from '../../../kernel/log.ts'
import { secretBox } from '../../../kernel/secret-box.ts'
import { createStorage } from '../../../kernel/storage/index.ts'
import { mediaDomain } from '../index.ts'
import { mediaPorts } from '../testing.ts'

/**
 * A process that takes uploads, for tests that kill it: everybody is the person PERSON_ID, purpose `work` takes personal
 * PDFs. Prints its port.
 */
const { DATABASE_URL: url = '', PERSON_ID: id = '' } = process.env
const config = readConfig(process.env)
const log = createLog({ level: 'silent', pretty: false })
mediaPorts({
  rules: {
    work: async () => ({ maxBytes: 1e9, types: ['pdf'], personal: true, public: false, organisationId: null }),
  },
})
const server = await createServer({
  app: {
    db: openDatabase({ url, max: 4 }),
    bus: await openBus(url, log),
    boards: byteBoards(),
    clock: systemClock,
    config,
    log,
    secrets: secretBox(Buffer.alloc(32, 7)),
    storage: createStorage(config),
  },
  domains: [mediaDomain],
  authenticate: async () => ({
    kind: 'person',
    id,
    sessionId: id,
    email: 'a@example.org',
    emailVerified: true,
    name: 'A',
    locale: 'en',
    zone: 'UTC',
    platformRoles: [],
    staff: [],
  }),
})
await server.listen({ port: 0, host: '127.0.0.1' })
const address: AddressInfo | string | null = server.server.address()
process.stdout.write(`port ${typeof address === 'object' ? address?.port : ''}\n`)
