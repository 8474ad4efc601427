/**
 * A word that only the reader's browser knows, in a cookie. Whoever is sent away to sign in gets one; the answer counts in that
 * browser alone. So nobody can be signed in, without knowing it, as somebody else.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieNames, giveCookie, readCookie } from '../session-cookie.ts'
import { randomWord } from './secrets.ts'
import { LONGEST_SIGN_IN_MS } from './sign-in-request-store.ts'

const nameFor = (origin: string): string => `${cookieNames(origin).prefix}-sign-in`

export function readBrowserWord(request: FastifyRequest, origin: string): string | null {
  const word = readCookie(request, nameFor(origin))
  return word !== null && /^[\w-]{32}$/.test(word) ? word : null
}

/** The one it has already, so that two pages can be signed in from at the same time. */
export function giveBrowserWord(request: FastifyRequest, reply: FastifyReply, origin: string): string {
  const word = readBrowserWord(request, origin) ?? randomWord()
  giveCookie(reply, origin, nameFor(origin), word, LONGEST_SIGN_IN_MS / 1000)
  return word
}
