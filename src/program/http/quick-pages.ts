/**
 * Most who come are strangers who ask for a page that is kept. They are answered before anything is routed: who they are is told
 * by what they did not send. Whatever is not as plain as that takes the way of all requests.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ageOf, type CachedPage, type Given, openKeptPages, type PageCache } from '#web'
import type { Answered } from './answered.ts'

export type QuickDeps = {
  readonly cache: PageCache
  /** By which the page of this address is kept for anyone; null: it was not addressed to us. */
  readonly keyOf: (request: IncomingMessage) => string | null
  readonly clientIp: (request: IncomingMessage) => string
  /** True when this address is of no institution. */
  readonly isStrange: (ip: string) => boolean
  readonly nextId: () => string
  /** Somebody who is nobody is about to be given a page that everyone may have. */
  readonly onGiven: (
    request: { readonly id: string; readonly ip: string; readonly headers: IncomingMessage['headers'] },
    given: Given,
  ) => void
  /** Before any answer of this turn is on its way. */
  readonly beforeAnswers: () => void
  readonly onAnswered: (answered: readonly Answered[]) => void
  readonly always: Readonly<Record<string, string>>
}

type Waiting = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly page: CachedPage
  readonly id: string
  readonly since: number
}

/**
 * False when it will not answer. All whose requests came in one turn of the loop are answered at its end, so that what has
 * to be written down before is written once for all of them.
 */
export function openQuickPages(deps: QuickDeps) {
  const send = openKeptPages(deps.always)
  const isStrange = rememberBriefly(deps.isStrange)
  let waiting: Waiting[] = []
  const answer = ({ request, response, page, id, since }: Waiting): Answered => {
    send(request, response, page, { id, since })
    const { method = 'GET', url = '/', headers } = request
    return {
      ...{ id, method, url, host: headers.host ?? '', route: 'kept', status: response.statusCode },
      ...{ milliseconds: performance.now() - since, page: 'kept', age: ageOf(page) },
    }
  }
  const answerAll = () => {
    const turn = waiting
    waiting = []
    deps.beforeAnswers()
    deps.onAnswered(turn.map(answer))
  }
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url = '/', headers } = request
    if (method !== 'GET' || headers.cookie !== undefined || headers.authorization !== undefined) return false
    if (url.includes('?') || !wantsPage(headers.accept)) return false
    const since = performance.now()
    const key = deps.keyOf(request)
    const page = key === null ? undefined : deps.cache.get(key)
    if (page === undefined) return false
    const ip = deps.clientIp(request)
    if (!isStrange(ip)) return false
    const id = deps.nextId()
    if (page.given !== undefined) deps.onGiven({ id, ip, headers }, page.given)
    if (waiting.length === 0) setImmediate(answerAll)
    waiting.push({ request, response, page, id, since })
    return true
  }
}

/** What browsers and plain programs say. Whoever wishes for something else has to be heard out. */
const wantsPage = (accept: string | undefined): boolean =>
  accept === undefined || accept === '*/*' || /^text\/html(,|$)/.test(accept)

const BRIEFLY_MS = 1000
const MOST = 10_000

/** One who reads asks for several things within a second. */
function rememberBriefly(look: (ip: string) => boolean): (ip: string) => boolean {
  const known = new Map<string, { readonly found: boolean; readonly until: number }>()
  return (ip) => {
    const now = Date.now()
    const before = known.get(ip)
    if (before !== undefined && now < before.until) return before.found
    if (known.size >= MOST) known.clear()
    const found = look(ip)
    known.set(ip, { found, until: now + BRIEFLY_MS })
    return found
  }
}
