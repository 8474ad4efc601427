/** `/api/v1/records`: like the rest of the API it tells what everyone may see, and nothing of whoever asks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { NOBODY } from '#access'
import { ANY_ORIGIN, answerData, canonical, paths, sendProblem } from '#web'
import type { RecordDeps } from '../deps.ts'
import { loadRecord } from '../pages/load-pages.ts'
import { versioned } from '../versioned.ts'
import { words } from '../words.ts'
import { listRecords } from './list-records.ts'
import { type ApiRecord, type ApiRecordList, recordQuery } from './schemas.ts'
import { toRecordJson } from './to-record-json.ts'

const SHOWS = { config: { shows: 'metadata' } } as const

export const recordApiRoutes =
  (deps: RecordDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get(paths.apiRecords, SHOWS, (request, reply) => sendRecords(deps, request, reply))
    app.get<{ Params: { record: string } }>('/api/v1/records/:record', SHOWS, (request, reply) =>
      sendRecord(deps, request, reply),
    )
  }

async function sendRecord(
  deps: RecordDeps,
  request: FastifyRequest<{ Params: { record: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const site = deps.siteOf(request)
  const t = words(site.place.language).problems
  const asked = versioned(request.params.record)
  const loaded =
    asked === null
      ? null
      : await loadRecord(deps, { site, visitor: NOBODY, record: asked.name, version: asked.version })
  if (loaded === null) return sendProblem(request, reply, 404, t.unknown)
  if (loaded.standing.isWithdrawn && asked?.version === null)
    return sendProblem(request, reply, 410, t.withdrawn(loaded.standing.version))
  return sendJson(request, reply, toRecordJson(loaded.view))
}

async function sendRecords(
  deps: RecordDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { place, press } = deps.siteOf(request)
  const asked = recordQuery.safeParse(request.query)
  if (!asked.success) {
    const [fault] = asked.error.issues
    const name = fault?.code === 'unrecognized_keys' ? fault.keys.join(', ') : String(fault?.path[0])
    return sendProblem(request, reply, 400, words(place.language).problems.parameter(name))
  }
  const { limit } = asked.data
  const found = await listRecords(deps.db, asked.data, press)
  const shown = found.slice(0, limit)
  const address = (path: string) => canonical(place, path)
  const items = await Promise.all(
    shown.map(async ({ id, title, version, made, chapterId }) => {
      const chapter = await deps.memory.findChapter(chapterId)
      if (chapter?.kind !== 'chapter') return []
      const item = {
        ...{ url: address(paths.record(id)), id, title, version, made: made.toISOString() },
        chapter: {
          ...{ id: chapterId, title: chapter.chapter.title, url: address(paths.chapter(chapter.chapter)) },
          links: { self: address(paths.apiChapter(chapter.chapter)) },
        },
        links: { self: address(paths.apiRecord(id)) },
      }
      return [item]
    }),
  )
  const following = { ...asked.data, after: shown.at(-1)?.id }
  const query = Object.entries(following).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  const next = found.length > limit ? address(`${paths.apiRecords}?${query.join('&')}`) : null
  return sendJson(
    request,
    reply,
    { items: items.flat(), next },
    next === null ? {} : { link: `<${next}>; rel="next"` },
  )
}

const sendJson = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: ApiRecord | ApiRecordList,
  headers: Readonly<Record<string, string>> = {},
): FastifyReply =>
  answerData(request, reply, {
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(answer),
    lastModified: null,
    headers: { ...ANY_ORIGIN, ...headers },
  })
