/** The whole site over an empty shelf, to be asked by `inject`. */
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { type Config, type Log, parseConfig } from '#platform'
import { type TestPlace, withWorkplace } from '../workplace.fixture.ts'
import { openSite } from './site.ts'

type Settings = Readonly<Record<string, string>>

export const withSite = (
  settings: Settings,
  use: (app: FastifyInstance, place: TestPlace) => Promise<void>,
  /** What is there before it opens. */
  prepare: (place: TestPlace) => Promise<void> = async () => {},
  /** Where it says what went wrong. */
  log: Log | null = null,
): Promise<void> =>
  withWorkplace(async (place) => {
    const config = parseConfig({ DATA_DIR: place.folder, ...settings }, '/')
    assert.ok(config.ok)
    await mkdir(place.filesFolder, { recursive: true })
    await prepare(place)
    const site = await openSite(toSession(log === null ? place : { ...place, log }, config.value), {
      ...{ instance: 'testtest', release: '0' },
      stopping: () => null,
    })
    try {
      await use(site.app, place)
    } finally {
      await site.close()
    }
  })

const toSession = (place: TestPlace, config: Config) => {
  const { pool, db, files, filesFolder, jobsFolder, log } = place
  const storage = { pool, db, files, filesFolder, server: 'own' as const, close: async () => {} }
  return { config, log, storage, db, files, jobsFolder, close: async () => {} }
}
