import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/**
 * Three projects: `unit` needs nothing but Node; `database` runs against a real embedded PostgreSQL (one template,
 * cloned per worker); `browser` drives the system's Chromium through whole journeys.
 */
const needsDatabase = ['src/**/*.db.test.ts', 'test/journeys/**/*.test.ts', 'test/http/**/*.test.ts']
const needsBrowser = ['test/browser/**/*.test.ts']

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          exclude: [...needsDatabase, ...needsBrowser],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: needsDatabase,
          globalSetup: ['src/kernel/testing/global-database.ts'],
          testTimeout: 30_000,
          hookTimeout: 90_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: needsBrowser,
          globalSetup: ['src/kernel/testing/global-database.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
