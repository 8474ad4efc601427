/**
 * Fetching from an address that somebody wrote down: metadata, an OpenID provider's endpoints. Only by https, only from the
 * public network, judged by the address that is really connected to (so that a name which changes its mind between asking
 * and connecting gains nothing), each redirection anew, and never more or longer than was said.
 */
import { lookup as ask } from 'node:dns'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { PassThrough, pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { fail, ok, type Result } from '#base'
import { isPublicAddress } from './public-address.ts'

export type GuardedRequest = {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** After unpacking. */
  readonly mostBytes: number
  readonly milliseconds: number
  /** How often it may be sent elsewhere; none for a POST. */
  readonly redirects?: number
}

export type Fetched = {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Fails in the middle when it grows too large or takes too long. */
  readonly body: Readable
}

/** Not imported: as a module it takes 14 MB, see program/http/app.ts. */
const { request: plainRequest } = process.getBuiltinModule('node:http')

/** In a sentence's words: "it leads to a private address". */
export type FetchFault = string

export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<Result<Fetched, FetchFault>>

/** `privateToo`: for an operator whose provider stands in his own network, and for tests. It also allows plain http. */
export const guardedFetch =
  ({ privateToo }: { readonly privateToo: boolean }): GuardedFetch =>
  async (address, request) => {
    const deadline = AbortSignal.timeout(request.milliseconds)
    let url = address
    for (let hops = request.redirects ?? 0; ; hops--) {
      const target = parseTarget(url, privateToo)
      if (!target.ok) return target
      const answer = await send(target.value, request, deadline, privateToo)
      if (!answer.ok) return answer
      const next = answer.value.headers.location
      if (next === undefined || ![301, 302, 303, 307, 308].includes(answer.value.status)) return answer
      answer.value.body.destroy()
      if (hops <= 0 || request.method === 'POST') return fail('it sends on to another address too often')
      if (!URL.canParse(next, url)) return fail('it sends on to what is no address')
      url = new URL(next, url).href
    }
  }

function parseTarget(address: string, privateToo: boolean): Result<URL, FetchFault> {
  const url = URL.parse(address)
  if (url === null) return fail('it is no address')
  if (url.protocol !== 'https:' && !(privateToo && url.protocol === 'http:'))
    return fail('its address does not begin with https://')
  if (url.username !== '' || url.password !== '') return fail('its address holds a password')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !privateToo && !isPublicAddress(host)) return fail('it is at a private address')
  return ok(url)
}

function send(
  url: URL,
  { method = 'GET', headers = {}, body, mostBytes }: GuardedRequest,
  deadline: AbortSignal,
  privateToo: boolean,
): Promise<Result<Fetched, FetchFault>> {
  const options: RequestOptions = {
    method,
    signal: deadline,
    agent: false,
    lookup: privateToo ? undefined : guardedLookup,
    headers: {
      'user-agent': 'Chapterhouse',
      'accept-encoding': 'gzip, br, deflate',
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
  }
  return new Promise((resolve) => {
    const asked = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, options, (answer) => {
      // Names may lie about what they lead to; a socket does not.
      const peer = answer.socket.remoteAddress ?? ''
      if (!privateToo && !isPublicAddress(peer.replace(/^::ffff:/i, ''))) {
        asked.destroy()
        return resolve(fail('it leads to a private address'))
      }
      resolve(
        ok({
          url: url.href,
          status: answer.statusCode ?? 0,
          headers: toHeaders(answer),
          body: limit(unpack(answer), mostBytes),
        }),
      )
    })
    asked.on('error', (error) => resolve(fail(toFault(error, deadline))))
    asked.end(body)
  })
}

const guardedLookup: LookupFunction = (name, options, answer) => {
  ask(name, { ...options, all: true }, (error, addresses) => {
    if (error) return answer(error, '', 4)
    const refused = addresses.find(({ address }) => !isPublicAddress(address))
    const [first] = addresses
    if (refused || !first) return answer(new PrivateAddress(), '', 4)
    if (options.all) return answer(null, addresses)
    return answer(null, first.address, first.family)
  })
}

class PrivateAddress extends Error {}
class TooLarge extends Error {
  constructor(most: number) {
    super(`it is larger than ${most} bytes`)
  }
}

const toHeaders = (answer: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )

function unpack(answer: IncomingMessage): Readable {
  const how = answer.headers['content-encoding']?.toLowerCase()
  const unpacking = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    br: createBrotliDecompress,
    deflate: createInflate,
  }
  const make = unpacking[how as keyof typeof unpacking]
  return make ? pipeline(answer, make(), () => {}) : answer
}

function limit(body: Readable, mostBytes: number): Readable {
  let bytes = 0
  const limited = new PassThrough({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > mostBytes) done(new TooLarge(mostBytes))
      else done(null, chunk)
    },
  })
  return pipeline(body, limited, () => {})
}

function toFault(error: Error, deadline: AbortSignal): FetchFault {
  if (deadline.aborted) return 'it did not answer in time'
  if (error instanceof PrivateAddress) return 'it leads to a private address'
  return `it could not be fetched: ${error.message}`
}

/** All of it, as text. */
export async function readText(body: Readable): Promise<Result<string, FetchFault>> {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of body) chunks.push(chunk)
    return ok(Buffer.concat(chunks).toString('utf8'))
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}
