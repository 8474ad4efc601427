/**
 * Most who come are strangers who ask for a page that is kept. They are answered before anything else is asked: who they are is
 * told by what they did not send. Whatever is not as plain as that takes the way of all requests.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ANYONE, type Given, openKeptPages, type PageCache, pageKey, type Site } from '#web'

export type QuickDeps = {
  readonly cache: PageCache
  /** Null: it was not addressed to us. */
  readonly siteOf: (request: FastifyRequest) => Site | null
  /** True when this address is of no institution. */
  readonly isStrange: (ip: string) => boolean
  readonly onGiven: (request: FastifyRequest, given: Given) => void
  readonly always: Readonly<Record<string, string>>
}

/** False when it has not answered. */
export function openQuickPages({ cache, siteOf, isStrange, onGiven, always }: QuickDeps) {
  const send = openKeptPages(always)
  const strange = rememberBriefly(isStrange)
  return (request: FastifyRequest, reply: FastifyReply): boolean => {
    const { method, url, headers } = request
    if (method !== 'GET' || headers.cookie !== undefined || headers.authorization !== undefined) return false
    if (url.includes('?') || !wantsPage(headers.accept)) return false
    const site = siteOf(request)
    if (site === null) return false
    const page = cache.get(`${ANYONE} ${pageKey(site.place, site.press, url)}`)
    if (page === undefined || !strange(request.ip)) return false
    if (page.given !== undefined) onGiven(request, page.given)
    send(request, reply, page)
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
