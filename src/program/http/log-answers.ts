/**
 * One line for each answer. Its id is in the answer's `x-request-id`; a page from the cache states the rendering it came from,
 * and this answer's id, age and milliseconds are here and in its headers. No address of a reader is written down.
 */
import type { Log } from '#platform'
import type { Answered } from './answered.ts'

export const logAnswers =
  (log: Log) =>
  ({ id, method, url, host, route, status, milliseconds, page, age }: Answered): void => {
    if (!log.isLevelEnabled('info')) return
    log.info({
      ...{ id, method, url: withoutSecrets(url), host, status },
      ...(route === null ? {} : { route }),
      milliseconds: Math.round(milliseconds * 100) / 100,
      ...(page === 'kept' ? { kept: true, age } : {}),
    })
  }

/** The proof in a letter's address and what a provider sends along are keys: they are in no log. */
export const withoutSecrets = (url: string): string =>
  url.includes('?') || url.includes('/letters/') ? cutSecrets(url) : url

const cutSecrets = (url: string): string =>
  url
    .replace(/(\/letters\/[^/?]+\/)[^/?]+/, '$1…')
    .replace(/([?&](?:code|state|token|answer|SAMLResponse)=)[^&]*/g, '$1…')
