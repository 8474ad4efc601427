/**
 * From which address a request comes: that of the socket, or, where a proxy that the operator trusts passed it on, the one that
 * this proxy names in X-Forwarded-For. Fastify has walked that header already, from the end and only over trusted proxies
 * (`trustProxy`, see program/http/app.ts). No other header is looked at.
 */
import type { FastifyRequest } from 'fastify'
import { parseAddress } from './addresses/parse-address.ts'
import { toAddressText } from './addresses/to-address-text.ts'

/**
 * In the one form in which we write it. Null: a trusted proxy named something that is no address. The proxy's own is never put in
 * its place, since everybody comes from there.
 */
export function clientAddress({ ip }: Pick<FastifyRequest, 'ip'>): string | null {
  const address = parseAddress(withoutPort(ip ?? '').replace(/%.*$/, ''))
  return address === null ? null : toAddressText(address)
}

/** Some proxies name the port too: `198.51.100.7:50112`, `[2001:db8::7]:50112`. */
const withoutPort = (text: string): string =>
  text
    .trim()
    .replace(/^\[([^\]]*)\](:\d{1,5})?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1')
