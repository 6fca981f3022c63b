/**
 * An opening a left-hand domain declares and the composition root fills with a right-hand domain's function, so that
 * the left never imports the right. Filled once per process, before anything is served.
 */
export interface Port<T> {
  provide(implementation: T): void
  get(): T
}

export function port<T>(name: string): Port<T> {
  let filled: { implementation: T } | undefined
  return {
    provide: implementation => {
      filled = { implementation }
    },
    get: () => {
      if (!filled) throw new Error(`port ${name} is not filled: see main/wiring.ts`)
      return filled.implementation
    },
  }
}
