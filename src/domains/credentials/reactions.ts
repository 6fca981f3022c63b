import { sql } from 'kysely'
import type { Reaction } from '../../kernel/events.ts'
import { credentialIssued } from './events.ts'
import { credentialByNumber } from './queries.ts'
import { tellHolder } from './tell-holder.ts'

export const reactions: readonly Reaction[] = [
  {
    name: 'credentials.tell-holder',
    on: credentialIssued,
    run: (event, app) =>
      app.db.transaction(async tx => {
        const at = app.clock.now()
        // Marked in the transaction that tells: a second run finds nothing to tell.
        const marked = await sql<{ number: string }>`update credential set told_at = ${at}
          where id = ${event.subject.id} and told_at is null and state = 'valid' returning number`.execute(tx)
        const row = marked.rows[0] && (await credentialByNumber(tx, marked.rows[0].number))
        if (row) await tellHolder(tx, row, 'credentials.issued', at)
      }),
  },
]
