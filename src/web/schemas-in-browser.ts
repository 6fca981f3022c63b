/**
 * Stands in for zod where contracts are bundled for the browser. `call` reads only a route's method, path and name; the
 * server checks every input, so 26 kB of schema code would be carried for nothing. Building a schema gives this object
 * again; asking one to check or to list something is a mistake and says so.
 */
const useless = new Set(['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'options', 'enum', 'def', '_zod'])

const schema: unknown = new Proxy(() => undefined, {
  get: (_, key) => {
    if (key === Symbol.toPrimitive || key === 'toString') return () => 'schema'
    if (typeof key === 'string' && useless.has(key)) throw new Error(`schemas are not in the browser (.${key})`)
    return schema
  },
  apply: () => schema,
})

/** Makers of schemas (`z.object`, `z.enum`, `z.iso.datetime`) all give the same nothing. */
export const z: unknown = new Proxy({}, { get: () => schema })
