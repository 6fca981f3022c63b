import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import { authenticator } from '../../src/domains/accounts/index.ts'
import * as accounts from '../../src/domains/accounts/contract.ts'
import { codeIn, lastMail, testPassword } from '../../src/domains/accounts/testing.ts'
import { type RouteSpec, pathOf } from '../../src/kernel/contract.ts'
import { startWorker } from '../../src/kernel/jobs.ts'
import { testApp, testServer } from '../../src/kernel/testing/index.ts'
import { domains, fillPorts } from '../../src/main/wiring.ts'

export interface Asked {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  key?: string
}
export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read replies freely
  body: any
  headers: Headers
}

/** Somebody with a browser: requests over the network, with the cookies the site gave. */
export interface Caller {
  email: string
  name: string
  personId: string
  send(this: void, route: RouteSpec, asked?: Asked): Promise<Answer>
  /** The reply's body; throws unless the request was answered with success. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read replies freely
  ask(this: void, route: RouteSpec, asked?: Asked): Promise<any>
  /** Uploads by the tus protocol in two parts and returns the file's id. */
  upload(this: void, name: string, bytes: Buffer, metadata: Record<string, string>): Promise<string>
  signIn(this: void): Promise<void>
}

/**
 * A whole site: every domain, real sessions, a listening port, a worker on all jobs; only the clock is ours. It stands
 * later than the machine's, so that jobs without an hour are due at once.
 */
export async function openSite(port: number, at: string) {
  const base = `http://localhost:${port}`
  const app = await testApp({ at, env: { PUBLIC_URL: base } })
  fillPorts(app)
  const { server } = await testServer(app, domains, authenticator(app))
  await server.listen({ port, host: 'localhost' })
  const jobs = domains.flatMap(domain => domain.jobs ?? [])
  const worker = await startWorker(app, jobs)
  afterAll(() => worker.stop())

  /** Until nothing whose hour has come by the site's clock is left to do. */
  async function settle(): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const due = await sql<{ n: number }>`with hurried as (
          update graphile_worker._private_jobs set run_at = now()
          where run_at > now() and run_at <= ${app.clock.now()} and locked_at is null and attempts < max_attempts returning 1
        ), woken as (select pg_notify('jobs:insert', '{"r":"test","count":1}') from hurried)
        select ((select count(*) from woken) + (select count(*) from graphile_worker._private_jobs
          where locked_at is not null or (run_at <= now() and attempts < max_attempts)))::int as n`.execute(
        app.db.kysely,
      )
      if (due.rows[0]?.n === 0) return
      await sleep(50)
    }
    const left = await sql<{ name: string; last_error: string | null }>`select t.identifier as name, j.last_error
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`.execute(
      app.db.kysely,
    )
    throw new Error(`jobs do not come to an end: ${JSON.stringify(left.rows)}`)
  }

  /** Puts the clock, and does what would have happened by then. */
  async function passTo(moment: Date | string): Promise<void> {
    app.clock.set(moment)
    for (const job of jobs) if (job.every === '* * * * *') await job.run({}, app)
    await settle()
  }

  function caller(email: string, name: string): Caller {
    let cookie = ''
    const request = async (path: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers)
      if (cookie) headers.set('cookie', cookie)
      const response = await fetch(base + path, { ...init, headers, redirect: 'manual' })
      for (const line of response.headers.getSetCookie())
        if (line.startsWith('palestra=')) cookie = line.split(';')[0] ?? ''
      return response
    }
    const me: Caller = {
      email,
      name,
      personId: '',
      async send(route, asked = {}) {
        const query = new URLSearchParams(asked.query).toString()
        const hasBody = route.method !== 'GET' && asked.body !== undefined
        const response = await request(pathOf(route.path, asked.params ?? {}) + (query ? `?${query}` : ''), {
          method: route.method,
          headers: {
            'x-locale': 'en',
            ...(hasBody ? { 'content-type': 'application/json' } : {}),
            ...(route.creates ? { 'idempotency-key': asked.key ?? randomUUID() } : {}),
          },
          ...(hasBody ? { body: JSON.stringify(asked.body) } : {}),
        })
        const json = (response.headers.get('content-type') ?? '').includes('json')
        return {
          status: response.status,
          headers: response.headers,
          body: json ? await response.json() : Buffer.from(await response.arrayBuffer()),
        }
      },
      async ask(route, asked) {
        const answer = await me.send(route, asked)
        if (answer.status >= 400) throw new Error(`${route.name}: ${answer.status} ${JSON.stringify(answer.body)}`)
        return answer.body
      },
      async upload(name, bytes, metadata) {
        const tus = { 'tus-resumable': '1.0.0' }
        const pairs = Object.entries({ filename: name, ...metadata }).map(
          ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
        )
        const created = await request('/api/uploads', {
          method: 'POST',
          headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': pairs.join(',') },
        })
        if (created.status !== 201) throw new Error(`upload: ${created.status} ${await created.text()}`)
        const location = created.headers.get('location') ?? ''
        const middle = Math.floor(bytes.length / 2)
        for (const [from, to] of [
          [0, middle],
          [middle, bytes.length],
        ] as const) {
          const part = await request(location, {
            method: 'PATCH',
            headers: { ...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' },
            body: new Uint8Array(bytes.subarray(from, to)),
          })
          if (part.status !== 204) throw new Error(`upload: ${part.status} ${await part.text()}`)
        }
        return location.split('/').at(-1) ?? ''
      },
      async signIn() {
        cookie = ''
        await me.ask(accounts.signIn, { body: { email, password: testPassword } })
      },
    }
    return me
  }

  /** Signs a new person up, with the code of the mail. */
  async function newcomer(name: string): Promise<Caller> {
    const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}@people.example`
    const person = caller(email, name)
    const begun = await person.ask(accounts.startSignUp, {
      body: { name, email, password: testPassword, zone: 'Asia/Shanghai', terms: true },
    })
    const code = codeIn(await lastMail(app, email))
    const done = await person.ask(accounts.finishSignUp, { params: { signUpId: begun.signUpId }, body: { code } })
    person.personId = done.person.id
    return person
  }

  return { app, base, settle, passTo, caller, newcomer }
}
