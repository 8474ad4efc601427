import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listSitemapBooks, listSitemapParts } from '#catalogue'
import { answerData, paths } from '#web'
import type { FeedsDeps } from '../routes.ts'
import { buildRobots, buildSitemapIndex, buildSitemapOfSite, buildSitemapPart } from './build-sitemap.ts'

export function sitemapRoutes(app: FastifyInstance, { db, siteOf }: FeedsDeps): void {
  app.get(paths.robots, { config: { shows: 'metadata' } }, async (request, reply) => {
    const { place } = siteOf(request)
    return answerData(request, reply, {
      contentType: 'text/plain; charset=utf-8',
      body: buildRobots(place),
      lastModified: null,
    })
  })

  app.get(paths.sitemap, { config: { shows: 'metadata' } }, async (request, reply) => {
    const { place, press } = siteOf(request)
    const parts = await listSitemapParts(db, press ?? undefined)
    const newest = parts.reduce((last, { updated }) => (updated > last ? updated : last), '')
    return sendXml(request, reply, newest, buildSitemapIndex(parts, place))
  })

  app.get(paths.sitemapOfSite, { config: { shows: 'metadata' } }, async (request, reply) =>
    sendXml(request, reply, '', buildSitemapOfSite(siteOf(request).place)),
  )

  app.get<{ Params: { press: string; file: string } }>(
    '/sitemaps/:press/:file',
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const { place, press } = siteOf(request)
      const part = /^(\d{1,9})\.xml$/.exec(request.params.file)?.[1]
      if (part === undefined || (press !== null && press !== request.params.press))
        return reply.callNotFound()
      const books = await listSitemapBooks(db, { press: request.params.press, part: Number(part) })
      const newest = books.reduce((last, { updated }) => (updated > last ? updated : last), '')
      if (newest === '' && !(await isPart(request.params.press, Number(part)))) return reply.callNotFound()
      return sendXml(request, reply, newest, buildSitemapPart(books, place))
    },
  )

  const isPart = async (press: string, part: number): Promise<boolean> =>
    (await listSitemapParts(db, press)).some((one) => one.part === part)
}

/** Streamed: its date stands for its tag, since a hash would have to be made of the whole first. */
function sendXml(
  request: FastifyRequest,
  reply: FastifyReply,
  updated: string,
  pieces: Generator<string>,
): FastifyReply {
  reply.headers({
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'public, max-age=0, must-revalidate',
    ...(updated === '' ? {} : { etag: `W/"${updated}"`, 'last-modified': new Date(updated).toUTCString() }),
  })
  if (updated !== '' && request.headers['if-none-match'] === `W/"${updated}"`) return reply.code(304).send()
  return reply.send(Readable.from(pieces))
}
