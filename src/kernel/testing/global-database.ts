import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../embedded-postgres/index.ts'
import { databaseUrl, ensureTemplate, preparedDataDirectory, schemaHash } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `testDatabase()` makes its clones; `adminUrl` names the maintenance database of the run's server. */
    testServer: { adminUrl: string; template: string }
  }
}

interface Shared {
  users: number
  ready: Promise<{ adminUrl: string; template: string; close: () => Promise<void> }>
}

declare global {
  // Every project of a run loads this file anew, so the one server of the run is kept on the process.
  var palestraTestServer: Shared | undefined
}

/** Starts one PostgreSQL for the whole run (or uses TEST_DATABASE_URL) with a migrated template database. */
export default async function setup(project: TestProject) {
  const shared = (globalThis.palestraTestServer ??= { users: 0, ready: open() })
  shared.users += 1
  const { adminUrl, template, close } = await shared.ready
  project.provide('testServer', { adminUrl, template })
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    globalThis.palestraTestServer = undefined
    await close()
  }
}

async function open() {
  const template = `palestra_template_${schemaHash()}`
  const given = process.env['TEST_DATABASE_URL']
  if (given) {
    await ensureTemplate(given, template)
    return { adminUrl: given, template, close: async () => undefined }
  }
  const { folder, dataDir } = await preparedDataDirectory(template)
  const server = await startPostgres({ dataDir, durability: 'throwaway' })
  return {
    adminUrl: databaseUrl(server.url, 'postgres'),
    template,
    close: async () => {
      await server.stop('immediate')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
