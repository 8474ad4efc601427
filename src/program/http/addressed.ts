/**
 * How a request was addressed, before anything is routed: by which host, in which language, to which press. What is told by
 * a proxy is believed of trusted ones alone.
 */
import type { IncomingMessage } from 'node:http'
import type { Config } from '#platform'
import type { Located, Presses } from '#press'
import { ANYONE, pageKey } from '#web'

export type Addressed = Located & { readonly host: string | null }

/** `origin`: by which its own links are written. Null: the host is none of ours, or no host at all. */
export function originOf(
  request: IncomingMessage,
  trusts: Config['trustedProxies'],
  hosts: Hosts,
): string | null {
  const trusted = trusts(request.socket.remoteAddress ?? '')
  const host = toHost((trusted ? lastOf(request, 'x-forwarded-host') : null) ?? request.headers.host)
  if (host === null) return null
  if (hosts.own !== null) {
    if (host === hosts.own.host) return hosts.own.publicUrl
    return hosts.ofPresses.has(host) ? `${hosts.own.protocol}//${host}` : null
  }
  const told = trusted ? lastOf(request, 'x-forwarded-proto') : null
  return `${told === 'https' ? 'https' : 'http'}://${host}`
}

/** RFC 9110 §7.2, RFC 3986 §3.2.2: a name or an address, and perhaps a port. */
function toHost(text: string | undefined): string | null {
  const host = text?.toLowerCase()
  return host !== undefined && /^([a-z0-9]([a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/.test(host)
    ? host
    : null
}

/** The last proxy is the one we know; what stands before was told to it by others. */
function lastOf(request: IncomingMessage, header: string): string | undefined {
  const value = request.headers[header]
  const text = Array.isArray(value) ? value.at(-1) : value
  return text?.split(',').at(-1)?.trim()
}

/**
 * Whose request it is, as Fastify's `request.ip` tells it: the nearest address on the way that is no trusted proxy, else the
 * farthest. A test compares the two.
 */
export function clientIpOf(request: IncomingMessage, trusts: Config['trustedProxies']): string {
  const nearest = request.socket.remoteAddress ?? ''
  if (!trusts(nearest)) return nearest
  const before = String(request.headers['x-forwarded-for'] ?? '')
    .split(/\s*,\s*/)
    .filter((one) => one !== '')
  const way = [nearest, ...before.toReversed()]
  return way.find((address) => !trusts(address)) ?? way.at(-1) ?? nearest
}

/** By which names the site answers. `own` null: by any, since none was configured. */
export type Hosts = {
  readonly own: { readonly publicUrl: string; readonly protocol: string; readonly host: string } | null
  /** The hosts that presses have for themselves. */
  readonly ofPresses: ReadonlySet<string>
}

export function hostsOf({ all }: Presses, { publicUrl }: Config): Hosts {
  const { protocol, host } = new URL(publicUrl ?? 'http://localhost')
  return {
    own: publicUrl === null ? null : { publicUrl, protocol, host },
    ofPresses: new Set(all.flatMap((press) => (press.host === null ? [] : [press.host.toLowerCase()]))),
  }
}

const MOST = 10_000

/** The same address means the same place for as long as the program runs. */
export function rememberPlaces({ locate }: Presses): (origin: string, url: string) => Located {
  const known = new Map<string, Located>()
  return (origin, url) => {
    const key = `${origin} ${url}`
    const before = known.get(key)
    if (before !== undefined) return before
    if (known.size >= MOST) known.clear()
    const located = locate(origin, url)
    if (key.length < 500) known.set(key, located)
    return located
  }
}

/** By which the page of a place is kept for anyone: made once, so that it is the very same string each time it is looked up. */
export function rememberKeys(): (located: Located) => string {
  const known = new WeakMap<Located, string>()
  return (located) => {
    const before = known.get(located)
    if (before !== undefined) return before
    const key = `${ANYONE} ${pageKey(located.place, located.shelf, located.url)}`
    known.set(located, key)
    return key
  }
}
