/** `GET /health`: is the program alive, is it ready, and if not, why not. */
import { access, constants, statfs } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Database } from '#platform'
import { paths } from '#web'

export type HealthDeps = {
  readonly db: Database
  readonly dataDir: string
  readonly release: string
  readonly instance: string
  /** What only the running program knows: that it is stopping, that notices do not arrive. */
  readonly reasons: () => readonly string[]
}

export function healthRoutes(app: FastifyInstance, deps: HealthDeps): void {
  const about = { release: deps.release, instance: deps.instance }
  app.get(`${paths.health}/live`, { config: { shows: 'nothing' } }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ live: true, ...about }),
  )
  app.get(paths.health, { config: { shows: 'nothing' } }, async (_request, reply) => {
    const reasons = [
      ...deps.reasons(),
      ...(await databaseReasons(deps.db)),
      ...(await diskReasons(deps.dataDir)),
    ]
    const ready = reasons.length === 0
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ live: true, ready, reasons, ...about })
  })
}

async function databaseReasons(db: Database): Promise<readonly string[]> {
  try {
    await Promise.race([sql`select 1`.execute(db), tooLate(3000)])
    return []
  } catch (error) {
    return [`The database does not answer: ${error instanceof Error ? error.message : error}.`]
  }
}

async function tooLate(milliseconds: number): Promise<never> {
  await new Promise((later) => setTimeout(later, milliseconds).unref())
  throw new Error(`no answer within ${milliseconds / 1000} seconds`)
}

/** A disk that is nearly full is worth a warning before the database finds out. */
const LEAST_FREE = 64 << 20

async function diskReasons(dataDir: string): Promise<readonly string[]> {
  try {
    await access(dataDir, constants.W_OK)
    const { bavail, bsize } = await statfs(dataDir)
    return bavail * bsize < LEAST_FREE ? ['The disk under DATA_DIR is full.'] : []
  } catch (error) {
    return [`DATA_DIR cannot be written: ${error instanceof Error ? error.message : error}.`]
  }
}
