/**
 * One line for each answer. Its id is in the answer's `x-request-id`; a page from the cache states the rendering it came from,
 * and this answer's id, age and milliseconds are here and in its headers. No address of a reader is written down.
 */
import { type Log, writeLines } from '#platform'
import type { Answered } from './answered.ts'

/** Made here and not by the logger, which takes a good part of what answering takes; in the form of its other lines. */
export const logAnswers =
  (log: Log) =>
  (answers: readonly Answered[]): void => {
    if (!log.isLevelEnabled('info')) return
    const start = `{"level":"info","time":"${new Date().toISOString()}"`
    let lines = ''
    for (const answered of answers) lines += `${start}${buildMembers(answered)}}\n`
    writeLines(log, lines)
  }

const buildMembers = ({ id, method, url, host, status, route, milliseconds, page, age }: Answered): string =>
  `,"id":"${id}","method":"${method}","url":${JSON.stringify(withoutSecrets(url))},"host":${JSON.stringify(host)},` +
  `"status":${status}${route === null ? '' : `,"route":${JSON.stringify(route)}`},` +
  `"milliseconds":${Math.round(milliseconds * 100) / 100}${page === 'kept' ? `,"kept":true,"age":${age}` : ''}`

/** The proof in a letter's address and what a provider sends along are keys: they are in no log. */
export const withoutSecrets = (url: string): string =>
  url.includes('?') || url.includes('/letters/') ? cutSecrets(url) : url

const cutSecrets = (url: string): string =>
  url
    .replace(/(\/letters\/[^/?]+\/)[^/?]+/, '$1…')
    .replace(/([?&](?:code|state|token|answer|SAMLResponse)=)[^&]*/g, '$1…')
