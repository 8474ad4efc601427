/**
 * Answers with a file: whole, in part (RFC 9110 §14, one range) or not at all when the reader has it already. The tag is
 * strong, since files are named by what is in them.
 */
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type SentFile = {
  readonly mediaType: string
  readonly bytes: number
  /** Without quotation marks. */
  readonly etag: string
  readonly lastModified: Date | null
  /** `attachment` with this name; null: shown where it stands. */
  readonly saveAs: string | null
  readonly cacheControl: string
  readonly open: (range?: { readonly start: number; readonly end: number }) => Readable
}

export function sendFile(request: FastifyRequest, reply: FastifyReply, file: SentFile): FastifyReply {
  const etag = `"${file.etag}"`
  reply.headers({
    'content-type': file.mediaType,
    'accept-ranges': 'bytes',
    'cache-control': file.cacheControl,
    etag,
    ...(file.lastModified === null ? {} : { 'last-modified': file.lastModified.toUTCString() }),
    ...(file.saveAs === null ? {} : { 'content-disposition': disposition(file.saveAs) }),
  })
  const tags = request.headers['if-none-match']
  if (tags?.split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, ''))))
    return reply.code(304).send()
  const range = askedRange(request, etag, file.bytes)
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${file.bytes}`).type('text/plain').send('')
  const length = range === null ? file.bytes : range.end - range.start + 1
  reply.code(range === null ? 200 : 206).header('content-length', length)
  if (range !== null) reply.header('content-range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  if (request.method === 'HEAD') return reply.send()
  return reply.send(range === null ? file.open() : file.open(range))
}

/** RFC 6266 with the name twice: plain for old programs, UTF-8 for the others. */
const disposition = (name: string): string =>
  `attachment; filename="${name.replace(/[^ -~]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`

type Asked = { readonly start: number; readonly end: number } | 'unsatisfiable' | null

/** Several ranges, other units and a changed file are answered with the whole (RFC 9110 §14.2). */
function askedRange(request: FastifyRequest, etag: string, bytes: number): Asked {
  const condition = request.headers['if-range']
  if (condition !== undefined && condition !== etag) return null
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return null
  const [, first = '', last = ''] = match
  if (first === '') {
    const length = Math.min(Number(last), bytes)
    return length === 0 ? 'unsatisfiable' : { start: bytes - length, end: bytes - 1 }
  }
  const start = Number(first)
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= bytes ? 'unsatisfiable' : { start, end }
}
