/** The data folder, and the secret that is kept in it. */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import type { Config } from './config.ts'

/** Makes the data folder, which nobody else may enter: it holds closed books and the secret. */
export function makeDataDir({ dataDir }: Config): void {
  if (existsSync(dataDir) && !statSync(dataDir).isDirectory())
    throw new OperatorError(`DATA_DIR names a file, ${dataDir}. Name a folder.`)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new OperatorError(
      `The data folder ${dataDir} cannot be used: ${error instanceof Error ? error.message : error}. ` +
        'Give this user the right to write there, or name another folder in DATA_DIR.',
    )
  }
}

/** The key given, else the one kept in the data folder, made when there is none. */
export function loadSecretKey(config: Config): string {
  if (config.secretKey !== null) return config.secretKey
  const path = join(config.dataDir, SECRET_FILE)
  if (!existsSync(path)) {
    const making = `${path}.${process.pid}`
    writeFileSync(making, randomBytes(32).toString('hex'), { mode: 0o600 })
    // A link is made whole or not at all, and never over another process's.
    if (!existsSync(path)) linkSync(making, path)
    rmSync(making)
  }
  const key = readFileSync(path, 'utf8').trim()
  if (key.length >= 32) return key
  throw new OperatorError(
    `The secret in ${path} is damaged. Restore the file from a backup, or set SECRET_KEY.`,
  )
}

export const SECRET_FILE = 'secret-key'
