import { sql } from 'kysely'
import type { App } from '../../kernel/app.ts'
import { refuse } from '../../kernel/errors.ts'

export const boardPath = (slug: string): string => `/api/competitions/${slug}/results`

/** How many changes this node has heard of: bytes read before one of them are not kept. */
const heard = new WeakMap<App['boards'], number>()
const changesOf = (app: App): number => heard.get(app.boards) ?? 0

/** Keeps this node's public bytes true: what another node published or withdrew is forgotten here. */
export function followBoards(app: App): void {
  const note = (): void => void heard.set(app.boards, changesOf(app) + 1)
  app.bus.on('board', path => {
    note()
    app.boards.delete(path)
  })
  app.bus.onMissed(() => {
    note()
    app.boards.clear()
  })
}

/** The published bytes of a competition's results; refuses when nothing is public. */
export async function publishedBytes(app: App, slug: string): Promise<{ board: string; bundle: string; etag: string }> {
  const { rows } = await sql<{ board: string; bundle: string; etag: string }>`select board::text as board, bundle, etag
    from published_result where slug = ${slug}`.execute(app.db.kysely)
  const row = rows[0]
  if (!row) throw refuse('standings.not-published')
  return row
}

/** The board's bytes, kept on this node for the next reader unless they were replaced or withdrawn while being read. */
export async function keptBoard(app: App, slug: string): Promise<{ board: string; etag: string }> {
  const before = changesOf(app)
  const { board, etag } = await publishedBytes(app, slug)
  if (changesOf(app) === before) app.boards.set(boardPath(slug), Buffer.from(board), etag)
  return { board, etag }
}
