/** `chapterhouse serve`: the site, and unless it is told otherwise its worker. One line is printed when it answers. */

import type { FastifyInstance } from 'fastify'
import { newId } from '#base'
import { type Config, loadConfig, loadSecretKey, makeDataDir, OperatorError } from '#platform'
import { boundHeap, letGoOfStart } from './bound-heap.ts'
import { RELEASE } from './release.ts'
import { openSession, type Session } from './session.ts'
import { onStop } from './signals.ts'
import { siteOrigin } from './site.ts'

export type ServeOptions = { readonly worker: boolean; readonly samples: boolean }

export async function serve(options: ServeOptions): Promise<void> {
  const config = loadConfig()
  makeDataDir(config)
  loadSecretKey(config)
  // The code of the pages is read while the database starts.
  const [session, { openSite }] = await Promise.all([
    openSession({ command: 'serve', lasting: true, alone: config.databaseUrl === null }, config),
    import('./http/site.ts'),
  ])
  const stopping = { reason: null as string | null }
  try {
    await publishAtFirstStart(session, options)
    const site = await openSite(session, {
      instance: newId().slice(0, 8),
      release: RELEASE,
      stopping: () => stopping.reason,
    })
    // From its first answer on, whoever asks it to stop is heard.
    const asked = new Promise<string>((stop) => void onStop(stop))
    const address = await listen(site.app, config)
    process.stdout.write(`Chapterhouse answers at ${address}\n`)
    boundHeap()
    const worker = options.worker ? await (await import('./worker.ts')).startWorker(session) : null
    letGoOfStart()
    const why = await asked
    stopping.reason = `The site is stopping (${why}).`
    session.log.info({ why }, 'The site is stopping')
    await Promise.all([site.close(), worker?.stop()])
  } finally {
    await session.close()
  }
}

async function publishAtFirstStart(session: Session, options: ServeOptions): Promise<void> {
  if (!options.samples || !session.config.samples) return
  const { publishSamples } = await import('./samples.ts')
  await publishSamples(session, (sentence) => process.stderr.write(`${sentence}\n`))
}

/** The address as a person would type it. */
async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    throw error instanceof Error && 'code' in error ? cannotListen(error.code, config, error) : error
  }
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  return `${siteOrigin({ ...config, port })}/`
}

function cannotListen(code: unknown, { host, port }: Config, error: Error): Error {
  if (code === 'EADDRINUSE')
    return new OperatorError(`Port ${port} of ${host} is taken by another program. Name another in PORT.`)
  if (code === 'EACCES')
    return new OperatorError(`This user may not listen on port ${port}. Name one above 1023 in PORT.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new OperatorError(
      `This machine has no address ${host}. Name one of its own in HOST, or 0.0.0.0 for all.`,
    )
  return error
}
