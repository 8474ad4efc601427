/** `/record/ID/files/NAME`: a record in each form that it can be taken away in; to readers of its chapter, with what is theirs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerData, canonical, paths } from '#web'
import type { RecordDeps } from '../deps.ts'
import { type LoadedRecord, loadRecord } from '../pages/load-pages.ts'
import { versioned } from '../versioned.ts'
import { type ExportContext, toExportContext } from './export-context.ts'
import { RECORD_FORMS } from './record-forms.ts'

type Address = { Params: { record: string } }

export const recordFileRoutes =
  (deps: RecordDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    for (const { name, mediaType } of RECORD_FORMS)
      app.get<Address>(`/record/:record/files/${name}`, { config: { shows: 'text' } }, (request, reply) =>
        sending(deps, request, reply, async (context, headers) => {
          const { buildExport } = await import('./list-exports.ts')
          return answerData(request, reply, {
            contentType: mediaType,
            body: buildExport(name, context),
            lastModified: null,
            headers,
          })
        }),
      )
    app.get<Address>('/record/:record/files/record.zip', { config: { shows: 'text' } }, (request, reply) =>
      sending(deps, request, reply, async (context, headers) => {
        const { zipRecord } = await import('./zip-record.ts')
        return reply
          .headers({
            'content-type': 'application/zip',
            'content-disposition': `attachment; filename="${context.record.id}.zip"`,
            ...headers,
          })
          .send(Buffer.from(zipRecord(context)))
      }),
    )
  }

async function sending(
  deps: RecordDeps,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  send: (context: ExportContext, headers: Readonly<Record<string, string>>) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const asked = versioned(request.params.record)
  const loaded =
    asked === null
      ? null
      : await loadRecord(deps, {
          ...{ site: deps.siteOf(request), visitor: await deps.visitorOf(request) },
          ...{ record: asked.name, version: asked.version },
        })
  if (loaded === null) {
    reply.callNotFound()
    return reply
  }
  return send(
    toContext(loaded),
    loaded.version.isRestricted
      ? { 'cache-control': 'private, no-store' }
      : { 'access-control-allow-origin': '*' },
  )
}

function toContext({ view }: LoadedRecord): ExportContext {
  const { place, version, document, findings, chapter, made } = view
  const address = (path: string) => canonical(place, path)
  return toExportContext({
    ...{ record: document, chronology: findings.chronology, version, made, address },
    chapterUrl: address(paths.chapter(chapter)),
  })
}
