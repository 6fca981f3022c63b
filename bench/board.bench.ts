import { createServer } from 'node:http'
import { anOrganisation } from '../src/domains/organisations/testing.ts'
import { aCompetition } from '../src/domains/competitions/testing.ts'
import { boardPath } from '../src/domains/standings/public-bytes.ts'
import { writeDemoResults } from '../src/main/demo-results.ts'
import { type Figure, load, median, spread } from './measure.ts'
import { openWorld } from './world.ts'

const callers = 64
const perRound = 40_000
const rounds = 5

/** A public results board over HTTP, whole and conditional, against bare node:http sending the same bytes. */
export async function run(): Promise<Figure[]> {
  const world = await openWorld()
  try {
    const organisation = await anOrganisation(world.app)
    const now = world.app.clock.now()
    const competition = await world.app.db.transaction(tx =>
      aCompetition(tx, { organisationId: organisation.id, now, state: 'judging' }),
    )
    await writeDemoResults(world.app, competition, organisation.owner, {
      perTrack: 200,
      from: 0,
      judges: 5,
      judgedAt: now,
      publishedAt: now,
    })
    const path = boardPath(competition.slug)
    const first = await fetch(`http://127.0.0.1:${world.port}${path}`, { headers: { 'accept-encoding': 'identity' } })
    const body = Buffer.from(await first.arrayBuffer())
    const etag = first.headers.get('etag') ?? ''
    const gzip = await fetch(`http://127.0.0.1:${world.port}${path}`, { headers: { 'accept-encoding': 'gzip' } })
    const compressed = Number(gzip.headers.get('content-length'))
    await gzip.arrayBuffer()

    const head = {
      'content-type': 'application/json; charset=utf-8',
      etag,
      'content-encoding': 'gzip',
      'content-length': compressed,
    }
    const bytes = Buffer.alloc(compressed, 120)
    const bare = createServer((request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
      else response.writeHead(200, head).end(bytes)
    })
    await new Promise<void>(resolve => bare.listen(0, '127.0.0.1', resolve))
    const address = bare.address()
    const barePort = typeof address === 'object' && address ? address.port : 0

    const measure = async (port: number, extra: string): Promise<number> => {
      const request = Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip\r\n${extra}\r\n`)
      let left = perRound
      const { seconds, done } = await load(port, callers, () => (left-- > 0 ? request : undefined))
      return done / seconds
    }
    const pairs = async (name: string, extra: string): Promise<Figure> => {
      const [ours, limit]: [number[], number[]] = [[], []]
      await measure(world.port, extra)
      await measure(barePort, extra)
      for (let round = 0; round < rounds; round++) {
        ours.push(await measure(world.port, extra))
        limit.push(await measure(barePort, extra))
      }
      return {
        name,
        of: 'bare node:http, the same bytes',
        value: median(ours),
        limit: median(limit),
        unit: 'req/s',
        ratio: median(ours) / median(limit),
        goal: 0.9,
        spread: spread(ours),
      }
    }
    const figures = [await pairs('board.read', ''), await pairs('board.read (304)', `if-none-match: ${etag}\r\n`)]
    figures.forEach(figure =>
      Object.assign(figure, { note: `board of 200 entries: ${body.length} bytes, ${compressed} compressed` }),
    )
    bare.close()
    return figures
  } finally {
    await world.close()
  }
}
