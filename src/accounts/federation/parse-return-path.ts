/**
 * Where a reader goes after signing in: one of our own pages and nothing else, whatever is asked for. It is kept here with the
 * request and travels nowhere, so that no provider and no message can change it.
 */

/** Our front page when it is anything but a path of ours. */
export function parseReturnPath(text: string | undefined, origin: string): string {
  if (text === undefined || text.length > 1_000 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text)) return '/'
  if (text.includes('\\')) return '/'
  const url = URL.parse(text, origin)
  if (url === null || url.origin !== new URL(origin).origin || url.pathname.startsWith('//')) return '/'
  // Signing in again and again, or out, is no page.
  if (/^(\/fr)?(\/press\/[^/]+)?\/(sign-(in|out|up)|saml)(\/|$)/.test(url.pathname)) return '/'
  return `${url.pathname}${url.search}${url.hash}`
}
