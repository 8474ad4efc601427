/** Addresses that a library puts into its catalogue and on its pages. */
import { paths } from '#web'

/**
 * WAYFless: nobody is asked “Where are you from?”. Whoever follows it signs in at the institution and comes to the page.
 * `path`: of a page here, with language and press.
 */
export const buildWayflessLink = (origin: string, entityId: string, path: string): string =>
  `${origin}${paths.signInInstitution}?${new URLSearchParams({ entity: entityId, to: path })}`

/**
 * Through the library's proxy. EZproxy's `login?url=` takes the rest of the address as it stands; its `qurl=`, and the redirectors
 * of others, want it encoded.
 */
export const buildProxyLink = (prefix: string, url: string): string =>
  /\/login\?(?:[^#]*&)?url=$/.test(prefix) ? `${prefix}${url}` : `${prefix}${encodeURIComponent(url)}`
