import { once } from 'node:events'
import type { Client, Connection, Submittable } from 'pg'

/** What `pg` calls on a query-like object; COPY is not in its types. One COPY at a time on a client. */
interface CopyQuery extends Submittable {
  handleCopyData?(message: { chunk: Buffer }, connection: Connection): void
  handleCopyInResponse(connection: Connection): void
  handleCommandComplete(message: { text: string }): void
  handleReadyForQuery(): void
  handleError(error: Error): void
}

type CopyConnection = Connection & {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

function rowsOf(message: { text: string }): number {
  return Number(message.text.split(' ')[1] ?? 0)
}

/** Runs `copy … to stdout`; `take` gets each chunk and may be slow: reading waits for it. Gives the number of rows. */
export function copyOut(client: Client, sql: string, take: (chunk: Buffer) => Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0
    let failed: Error | undefined
    let taking = Promise.resolve()
    let waiting = 0
    const query: CopyQuery = {
      submit: connection => connection.query(sql),
      handleCopyData({ chunk }, connection) {
        waiting += 1
        connection.stream.pause()
        // The chunk is a view of the receive buffer, which is reused.
        const own = Buffer.from(chunk)
        taking = taking
          .then(() => take(own))
          .catch((error: unknown) => {
            failed ??= error instanceof Error ? error : new Error(String(error))
          })
          .finally(() => {
            waiting -= 1
            if (waiting === 0) connection.stream.resume()
          })
      },
      handleCopyInResponse: connection => (connection as CopyConnection).sendCopyFail('not expected'),
      handleCommandComplete(message) {
        rows = rowsOf(message)
      },
      handleReadyForQuery() {
        void taking.then(() => (failed ? reject(failed) : resolve(rows)))
      },
      handleError(error) {
        failed ??= error
        reject(error)
      },
    }
    client.query(query)
  })
}

/** Runs `copy … from stdin` with the chunks of `source`. Gives the number of rows; a refused row rejects. */
export function copyIn(client: Client, sql: string, source: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0
    let ended = false
    async function pump(connection: CopyConnection) {
      try {
        for await (const chunk of source) {
          // After a refusal the rest is drained, not sent.
          if (ended) continue
          connection.sendCopyFromChunk(chunk)
          if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
        }
        if (!ended) connection.endCopyFrom()
      } catch (error) {
        connection.sendCopyFail(error instanceof Error ? error.message : String(error))
      }
    }
    const query: CopyQuery = {
      submit: connection => connection.query(sql),
      handleCopyInResponse: connection => void pump(connection as CopyConnection),
      handleCommandComplete(message) {
        rows = rowsOf(message)
      },
      handleReadyForQuery() {
        ended = true
        resolve(rows)
      },
      handleError(error) {
        ended = true
        reject(error)
      },
    }
    client.query(query)
  })
}
