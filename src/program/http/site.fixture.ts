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
    await mkdir(place.filesFolder, { recursive: true })
    await prepare(place)
    await withSiteOver(log === null ? place : { ...place, log }, settings, (app) => use(app, place))
  })

/** Over a shelf that is there: of several, one after another, each may have other settings. */
export async function withSiteOver(
  place: TestPlace,
  settings: Settings,
  use: (app: FastifyInstance) => Promise<void>,
): Promise<void> {
  const config = parseConfig({ DATA_DIR: place.folder, ...settings }, '/')
  assert.ok(config.ok)
  await mkdir(place.filesFolder, { recursive: true })
  const site = await openSite(toSession(place, config.value), {
    ...{ instance: 'testtest', release: '0' },
    stopping: () => null,
  })
  try {
    await use(site.app)
  } finally {
    await site.close()
  }
}

const toSession = (place: TestPlace, config: Config) => {
  const { pool, db, files, filesFolder, jobsFolder, log } = place
  const storage = { pool, db, files, filesFolder, server: 'own' as const, close: async () => {} }
  return { config, log, storage, db, files, jobsFolder, close: async () => {} }
}
