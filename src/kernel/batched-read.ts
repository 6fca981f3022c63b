/**
 * Point reads collected for one turn of the event loop and answered by one `= any($1)`: a fraction of a round trip each
 * when many arrive together, and one plain read when alone.
 */
export function batchedRead<Key extends string, Row>(read: (keys: Key[]) => Promise<Map<Key, Row>>, maxBatch = 500) {
  let pending: { key: Key; resolve(row: Row | undefined): void; reject(error: unknown): void }[] = []

  const flush = async (): Promise<void> => {
    const batch = pending.splice(0, maxBatch)
    if (pending.length > 0) setImmediate(() => void flush())
    try {
      const rows = await read([...new Set(batch.map(one => one.key))])
      for (const one of batch) one.resolve(rows.get(one.key))
    } catch (error) {
      for (const one of batch) one.reject(error)
    }
  }

  return (key: Key): Promise<Row | undefined> =>
    new Promise((resolve, reject) => {
      pending.push({ key, resolve, reject })
      if (pending.length === 1) setImmediate(() => void flush())
    })
}
