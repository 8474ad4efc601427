/**
 * What every answer carries. Pages load nothing from elsewhere and run no script that stands in them; a slice that answers
 * something other than our own pages (a drawing, a book's picture) sets a stricter policy of its own, which is left alone.
 */
import type { FastifyInstance } from 'fastify'

const POLICY = [
  "default-src 'none'",
  "img-src 'self' data:",
  "style-src 'self'",
  "font-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()',
  'cross-origin-opener-policy': 'same-origin',
}

const YEAR = 31_536_000

/** `https`: RFC 6797, only where the site is known to answer by https. */
export const securityHeaders = (publicUrl: string | null): Readonly<Record<string, string>> =>
  publicUrl?.startsWith('https:') ? { ...HEADERS, 'strict-transport-security': `max-age=${YEAR}` } : HEADERS

const OWN = { 'cross-origin-resource-policy': 'same-origin' } as const

/** The same for a page, which is for this site alone. */
export const pageHeaders = (publicUrl: string | null): Readonly<Record<string, string>> => ({
  ...securityHeaders(publicUrl),
  ...OWN,
})

export function addSecurityHeaders(app: FastifyInstance, publicUrl: string | null): void {
  const always = securityHeaders(publicUrl)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(always)
    done()
  })
  // Feeds, citations and the API are for other sites too; they say so by Access-Control-Allow-Origin.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    const forOthers = reply.hasHeader('access-control-allow-origin')
    reply.headers(forOthers ? { 'cross-origin-resource-policy': 'cross-origin' } : OWN)
    done()
  })
}
