/**
 * Which press speaks, in which language, and what is asked for, all from the address: `/fr/press/aldine/books/…` on the
 * common host, or the same without `/press/…` on a press's own host. Nothing is remembered by a cookie.
 */
import { LANGUAGES, type Language, type Place } from '#web'
import { defaultPress, HOUSE_SLUG } from './default-press.ts'
import type { Press } from './press.ts'

export type Located = {
  readonly press: Press
  readonly place: Place
  /** The press whose books are listed here; null: those of all. */
  readonly shelf: string | null
  /** What is left of the address: a path of `paths`, with its query. */
  readonly url: string
}

/** `origin`: as the visitor addressed us, `https://books.example.org`. */
export function locate(presses: readonly Press[], origin: string, url: string): Located {
  const [language, withoutLanguage] = takeLanguage(url)
  const own = presses.find(({ host }) => host !== null && host === hostOf(origin))
  const [named, path] = own === undefined ? takePress(presses, withoutLanguage) : [null, withoutLanguage]
  const press = own ?? named ?? sitePress(presses)
  if (!press.languages.includes(language))
    return located(press, named, origin, press.languages[0] ?? 'en', url, own)
  return located(press, named, origin, language, path, own)
}

const located = (
  press: Press,
  named: Press | null,
  origin: string,
  language: Language,
  url: string,
  own: Press | undefined,
): Located => ({
  press,
  place: { origin, base: named === null ? '' : `/press/${named.slug}`, language },
  shelf: (own ?? named)?.slug ?? null,
  url,
})

/** Who speaks on the common host: the house, or the one press there is. */
export function sitePress(presses: readonly Press[]): Press {
  const house = presses.find(({ slug }) => slug === HOUSE_SLUG)
  const [first, ...others] = presses
  return house ?? (first !== undefined && others.length === 0 ? first : defaultPress())
}

/** The press of this name; a book of a press that is configured no longer is shown by the house. */
export const findPress = (presses: readonly Press[], slug: string): Press =>
  presses.find((press) => press.slug === slug) ?? sitePress(presses)

/** Where a press speaks for itself, for whoever is at `place`: there already, at its own host, or under the common one. */
export function placeOf(presses: readonly Press[], slug: string, place: Place): Place {
  const { press } = locate(presses, place.origin, `${place.base}/`)
  return press.slug === slug || !presses.some((one) => one.slug === slug)
    ? place
    : { ...place, base: `/press/${slug}` }
}

/** English has no prefix. */
function takeLanguage(url: string): readonly [Language, string] {
  const match = /^\/([a-z]{2})(?=\/|\?|$)/.exec(url)
  const language = LANGUAGES.find((one) => one !== 'en' && one === match?.[1])
  return language === undefined ? ['en', url] : [language, rooted(url.slice(3))]
}

function takePress(presses: readonly Press[], url: string): readonly [Press | null, string] {
  const match = /^\/press\/([a-z0-9-]+)(?=\/|\?|$)/.exec(url)
  const press = presses.find(({ slug }) => slug === match?.[1])
  return match === null || press === undefined ? [null, url] : [press, rooted(url.slice(match[0].length))]
}

const rooted = (rest: string): string => (rest.startsWith('/') ? rest : `/${rest}`)

const hostOf = (origin: string): string => origin.replace(/^https?:\/\//, '').toLowerCase()
