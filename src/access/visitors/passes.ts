/**
 * The words a browser bears: of codes used and links followed without an account. They are in one cookie with our signature, so
 * that a word that somebody made up costs no look into the database.
 */
import { createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { giveCookie, readCookie, readSigned, signValue } from '#accounts'
import { hashWord } from '../licences/licence.ts'

/** The oldest give way: a header has room for so many. */
const MOST = 24
const SECONDS = 400 * 86_400

export type Passes = {
  /** Hashes, as licences name their bearers. */
  hashesOf(request: FastifyRequest): readonly string[]
  give(request: FastifyRequest, reply: FastifyReply, word: string): void
  forget(request: FastifyRequest, reply: FastifyReply): void
}

export function openPasses(deps: {
  readonly secretKey: string
  readonly originOf: (request: FastifyRequest) => string
}): Passes {
  const secret = createHmac('sha256', deps.secretKey).update('access passes').digest('hex')
  const nameOf = (origin: string) =>
    origin.startsWith('https:') ? '__Host-chapterhouse-passes' : 'chapterhouse-passes'
  const wordsOf = (request: FastifyRequest): readonly string[] => {
    if (request.headers.cookie === undefined) return []
    const signed = readSigned(readCookie(request, nameOf(deps.originOf(request))), secret)
    return signed === null ? [] : signed.split('~').filter((word) => word !== '')
  }
  const write = (request: FastifyRequest, reply: FastifyReply, words: readonly string[]) => {
    const origin = deps.originOf(request)
    const value = words.length === 0 ? '' : signValue(words.join('~'), secret)
    giveCookie(reply, origin, nameOf(origin), value, words.length === 0 ? 0 : SECONDS)
  }
  return {
    hashesOf: (request) => wordsOf(request).map(hashWord),
    give: (request, reply, word) =>
      write(request, reply, [...wordsOf(request).filter((other) => other !== word), word].slice(-MOST)),
    forget: (request, reply) => write(request, reply, []),
  }
}
