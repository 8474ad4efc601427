/**
 * A word that only the reader's browser knows, in a cookie. Whoever is sent away to sign in gets one; the answer counts in that
 * browser alone. So nobody can be signed in, without knowing it, as somebody else.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomWord } from './secrets.ts'

const nameFor = (origin: string): string =>
  origin.startsWith('https:') ? '__Host-chapterhouse-sign-in' : 'chapterhouse-sign-in'

export function readBrowserWord(request: FastifyRequest, origin: string): string | null {
  const name = nameFor(origin)
  for (const cookie of (request.headers.cookie ?? '').split(';')) {
    const [key, value = ''] = cookie.trim().split('=')
    if (key === name && /^[\w-]{32}$/.test(value)) return value
  }
  return null
}

/** The one it has already, so that two pages can be signed in from at the same time. */
export function giveBrowserWord(request: FastifyRequest, reply: FastifyReply, origin: string): string {
  const word = readBrowserWord(request, origin) ?? randomWord()
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${nameFor(origin)}=${word}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure}`,
  )
  return word
}
