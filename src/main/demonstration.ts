import type { App } from '../kernel/app.ts'

/**
 * Loads the demonstration once, into an empty database. `hints` tell, one line each, how to sign in as each role; they are
 * given also when it was loaded before.
 */
export async function loadDemonstration(_app: App): Promise<{ loaded: boolean; hints: readonly string[] }> {
  return { loaded: false, hints: [] }
}
