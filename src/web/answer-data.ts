/**
 * Answers with a small text that is made anew each time: a citation, a JSON answer, a robots file. It has its own tag and
 * date, so that asking again costs a few bytes.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isUnchanged } from './is-unchanged.ts'

export type Data = {
  readonly contentType: string
  readonly body: string
  /** When what it tells last changed; null: not known. */
  readonly lastModified: Date | null
  readonly headers?: Readonly<Record<string, string>>
}

export function answerData(request: FastifyRequest, reply: FastifyReply, data: Data): FastifyReply {
  const etag = `"${createHash('sha256').update(data.body).digest('base64url').slice(0, 22)}"`
  reply.headers({
    'content-type': data.contentType,
    'cache-control': 'public, max-age=0, must-revalidate',
    etag,
    ...(data.lastModified === null ? {} : { 'last-modified': data.lastModified.toUTCString() }),
    ...data.headers,
  })
  return isUnchanged(request, etag, data.lastModified) ? reply.code(304).send() : reply.send(data.body)
}
