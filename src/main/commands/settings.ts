import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { type Config, readConfig } from '../../kernel/config.ts'
import { packageRoot } from '../package-root.ts'

/**
 * Settings of this process: the environment, and below it a `.env` file in the working directory or beside the program.
 * A relative DATA_DIR is meant from the program's folder, so that the command may be called from anywhere.
 */
export function settings(): Config {
  for (const folder of new Set([process.cwd(), packageRoot])) {
    const file = join(folder, '.env')
    if (existsSync(file)) {
      loadEnvFile(file)
      break
    }
  }
  const config = readConfig(process.env)
  return { ...config, dataDir: resolve(packageRoot, config.dataDir) }
}
