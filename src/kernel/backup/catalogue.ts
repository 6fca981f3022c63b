import type { Client } from 'pg'
import { z } from 'zod'

/** Schemas that hold the site's state; the queue's own list of migrations is made by the queue. */
const tablesSql = `
  select n.nspname as schema, c.relname as name, c.oid::int as oid,
    format('%I.%I', n.nspname, c.relname) as quoted,
    array_agg(quote_ident(a.attname) order by a.attnum) as columns
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')
    and (n.nspname, c.relname) not in (('graphile_worker', 'migrations'), ('public', 'schema_migration'))
  group by 1, 2, 3 order by 1, 2`

const tableRow = z.object({ oid: z.number(), quoted: z.string(), columns: z.array(z.string()) })
const edgeRow = z.object({ child: z.number(), parent: z.number() })

export interface Table {
  /** Quoted, with its schema. */
  quoted: string
  /** Quoted; without generated columns. */
  columns: string[]
}

/** Every table, each after those its foreign keys point at, so that it can be loaded in this order. */
export async function tablesInOrder(client: Client): Promise<Table[]> {
  const tables = z.array(tableRow).parse((await client.query(tablesSql)).rows)
  const edges = z
    .array(edgeRow)
    .parse(
      (
        await client.query(
          `select conrelid::int as child, confrelid::int as parent from pg_constraint where contype = 'f'`,
        )
      ).rows,
    )
  const placed = new Set<number>()
  const order: typeof tables = []
  while (order.length < tables.length) {
    const ready = tables.filter(
      table =>
        !placed.has(table.oid) &&
        edges.every(edge => edge.child !== table.oid || edge.parent === table.oid || placed.has(edge.parent)),
    )
    // A circle of foreign keys has no order; restoring as a superuser, who may set checks aside, still works.
    const next = ready.length > 0 ? ready : tables.filter(table => !placed.has(table.oid))
    for (const table of next) placed.add(table.oid)
    order.push(...next)
  }
  return order.map(({ quoted, columns }) => ({ quoted, columns }))
}

export async function sequences(client: Client): Promise<{ quoted: string; value: string; called: boolean }[]> {
  const names = await client.query<{ quoted: string }>(
    `select format('%I.%I', schemaname, sequencename) as quoted from pg_sequences
     where schemaname in ('public', 'graphile_worker') order by 1`,
  )
  const found: { quoted: string; value: string; called: boolean }[] = []
  for (const { quoted } of names.rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted}`,
    )
    if (state.rows[0]) found.push({ quoted, ...state.rows[0] })
  }
  return found
}
