import { expect, it } from 'vitest'
import { domains } from '../../src/main/wiring.ts'
import { permissionTable } from './permission-table.ts'
import { type ActorKind, actorKinds, secrets, seededWorld } from './seeded-world.ts'

const routes = domains.flatMap(domain => domain.routes.map(mounted => mounted.route))
const world = await seededWorld()

/** Whoever has nothing to do with the entrant: not the entrant, not the organiser's staff. */
const strangers: readonly ActorKind[] = ['visitor', 'member', 'judge', 'lead', 'foreign-owner', 'operator']
const columns =
  /password_hash|passwordHash|token_sha256|tokenSha256|sealed_answers|sealedAnswers|totp_secret|storage_key/

it('every route has a row, and every row a route', () => {
  const rows = new Set(Object.keys(permissionTable).map(key => key.split('@')[0]))
  expect(rows).toEqual(new Set(routes.map(route => route.name)))
})

/** `runId: 'of-the-world'` becomes the seeded run. */
function bodyOf(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? {}).replaceAll('of-the-world', world.params.runId))
}

const guards = ['kernel.sign-in-required', 'kernel.not-allowed', 'kernel.not-found']

it.each(Object.entries(permissionTable))('%s', async (key, row) => {
  const route = routes.find(one => one.name === key.split('@')[0])
  if (!route) throw new Error(`there is no route ${key}`)
  // Those who may not come first: what they are refused must not be refused because somebody did it before.
  const order = actorKinds.toSorted((a, b) => Number(row.may.includes(a)) - Number(row.may.includes(b)))
  const faults: string[] = []
  for (const kind of order) {
    const actor = world.actors[kind]
    const answer = await world.send(route, {
      ...(actor.kind === 'person' ? { as: actor } : {}),
      params: { ...world.params, ...(await row.params?.(world)) },
      ...(row.query ? { query: row.query } : {}),
      ...(row.body === undefined ? {} : { body: bodyOf(row.body) }),
    })
    const { status } = answer
    const code: unknown = answer.body?.code
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
    const fault = (what: string): void => void faults.push(`${kind} ${what}: ${status} ${text.slice(0, 300)}`)
    const guarded = guards.some(one => one === code)

    if (status >= 500) fault('meets a defect')
    if (code === 'kernel.invalid-input') fault('was not asked: the row is wrong')
    if (row.may.includes(kind)) {
      if (guarded && !(row.own && code === 'kernel.not-found')) fault('is kept out')
    } else if (kind === 'visitor' && route.access !== 'public') {
      if (status !== 401) fault('is let in')
    } else if (![403, 404, 410].includes(status)) fault('is let in')

    if (columns.test(text)) fault('reads a column that is ours alone')
    if (strangers.includes(kind) && key !== 'messaging.list-outbox')
      for (const secret of Object.values(secrets)) if (text.includes(secret)) fault(`reads ${secret}`)
  }
  expect(faults).toEqual([])
})
