import { type CronItem, Logger, parseCronItems, run, type Runner } from 'graphile-worker'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { App } from './app.ts'
import type { Tx } from './db.ts'
import { reactionNamed } from './events.ts'

/** A job is a name and a schema here, a handler there. It may run twice: handlers are idempotent. */
export interface JobSpec<S extends z.ZodType = z.ZodType> {
  name: string
  payload: S
}

export function job<S extends z.ZodType>(name: string, payload: S): JobSpec<S> {
  return { name, payload }
}

export interface JobHandler {
  name: string
  /** Five-field cron expression in UTC, for work that recurs; its payload is then `{}`. */
  every?: string
  run(payload: unknown, app: App): Promise<void>
}

/** Binds a handler to a job; the payload is parsed before it runs. */
export function onJob<S extends z.ZodType>(
  spec: JobSpec<S>,
  run: (payload: z.output<S>, app: App) => Promise<void>,
  options: { every?: string } = {},
): JobHandler {
  return { name: spec.name, ...options, run: (payload, app) => run(spec.payload.parse(payload), app) }
}

/** Enqueues in the caller's transaction: no commit, no job. A `key` makes a later enqueue replace an earlier one. */
export async function enqueue<S extends z.ZodType>(
  tx: Tx,
  spec: JobSpec<S>,
  payload: z.input<S>,
  options: { runAt?: Date; key?: string; maxAttempts?: number; queue?: string } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${spec.name}, ${JSON.stringify(payload)}::json,
    queue_name := ${options.queue ?? null}, run_at := ${options.runAt ?? null}::timestamptz,
    max_attempts := ${options.maxAttempts ?? 25}::int, job_key := ${options.key ?? null})`.execute(tx)
}

async function runReaction(payload: unknown, app: App): Promise<void> {
  const { reaction: name, eventId } = payload as { reaction: string; eventId: string }
  const reaction = reactionNamed(name)
  if (!reaction) return app.log.warn({ name }, 'a reaction was enqueued that this version does not have')
  const row = await app.db.kysely
    .selectFrom('event_log')
    .selectAll()
    .where('id', '=', BigInt(eventId))
    .executeTakeFirst()
  if (!row) return
  await reaction.run(
    {
      id: row.id.toString(),
      name: row.name,
      at: row.at,
      organisationId: row.organisation_id,
      actorId: row.actor_id,
      subject: { type: row.subject_type, id: row.subject_id },
      payload: row.payload as Record<string, unknown>,
      ...(row.request_id ? { requestId: row.request_id } : {}),
    },
    app,
  )
}

/** Runs jobs until stopped. `concurrency` jobs at a time; a stop waits for those under way. */
export async function startWorker(app: App, handlers: readonly JobHandler[], concurrency = 4): Promise<Runner> {
  const all = [...handlers, { name: 'reaction', run: runReaction }]
  const cron: CronItem[] = handlers
    .filter(handler => handler.every !== undefined)
    .map(handler => ({
      task: handler.name,
      match: handler.every ?? '',
      identifier: handler.name,
      options: { maxAttempts: 1 },
    }))
  return run({
    pgPool: app.db.pool,
    concurrency,
    noHandleSignals: true,
    parsedCronItems: parseCronItems(cron),
    taskList: Object.fromEntries(
      all.map(handler => [
        handler.name,
        async (payload: unknown) => {
          const { _cron, ...rest } = (payload ?? {}) as Record<string, unknown>
          await handler.run(rest, app)
        },
      ]),
    ),
    // Completed tasks are its `info`: ours is for what people did, theirs for those who debug jobs.
    logger: new Logger(() => (level, message, meta) => {
      const own = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug'
      app.log[own]({ part: 'jobs', ...meta }, message)
    }),
  })
}
