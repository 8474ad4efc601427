/**
 * The cookie of somebody who is signed in: the session's token and a signature of it, as better-auth writes them. A token that
 * nobody signed costs no look into the database; and whoever reads the table, but not the secret, can sign in as nobody.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Used within this time, a session lives on; see `LONGEST_DAYS`. */
export const SESSION_SECONDS = 30 * 86_400

/** RFC 6265bis §4.1.3.2: `__Host-` holds a cookie to one host and to https; plain http has only the name. */
export function cookieNames(origin: string) {
  const prefix = origin.startsWith('https:') ? '__Host-chapterhouse' : 'chapterhouse'
  return { prefix, session: `${prefix}-session`, device: `${prefix}-device` }
}

export function readCookie(request: FastifyRequest, name: string): string | null {
  const { cookie } = request.headers
  if (cookie === undefined || !cookie.includes(name)) return null
  for (const one of cookie.split(';')) {
    const [key, ...value] = one.split('=')
    if (key?.trim() === name) return decode(value.join('=').trim())
  }
  return null
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

const signatureOf = (value: string, secret: string): string =>
  createHmac('sha256', secret).update(value).digest('base64')

export const signValue = (value: string, secret: string): string => `${value}.${signatureOf(value, secret)}`

/** What was signed; null when it was not by us. */
export function readSigned(text: string | null, secret: string): string | null {
  if (text === null) return null
  const dot = text.lastIndexOf('.')
  const value = text.slice(0, dot)
  const given = Buffer.from(text.slice(dot + 1))
  const wanted = Buffer.from(signatureOf(value, secret))
  return dot > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) ? value : null
}

export function giveCookie(
  reply: FastifyReply,
  origin: string,
  name: string,
  value: string,
  seconds: number,
): void {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  addSetCookie(
    reply,
    `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`,
  )
}

export function addSetCookie(reply: FastifyReply, cookie: string): void {
  const before = reply.getHeader('set-cookie')
  const cookies = Array.isArray(before) ? before : typeof before === 'string' ? [before] : []
  reply.header('set-cookie', [...cookies, cookie])
}
