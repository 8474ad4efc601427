import type { IncomingMessage } from 'node:http'

/** RFC 9110 §13.1: If-None-Match decides alone when it is there. */
export function isUnchanged(
  request: Pick<IncomingMessage, 'headers'>,
  etag: string,
  lastModified: Date | null,
): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined)
    return tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
  const since = request.headers['if-modified-since']
  if (since === undefined || lastModified === null) return false
  return Math.floor(lastModified.getTime() / 1000) <= Math.floor(Date.parse(since) / 1000)
}
