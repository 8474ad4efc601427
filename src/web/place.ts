/** Interface languages. A book's own language is another matter: it is tagged on what it wrote. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Where on the site a page is being shown: every link on it stays in the same language and on the same press. */
export type Place = {
  /** `https://books.example.org`, without a slash at the end. */
  readonly origin: string
  /** '' on the site's own host or a press's host; `/press/<slug>` else. */
  readonly base: string
  readonly language: Language
}

/** An address for a link: `/fr/press/aldine/books/…`. English has no prefix. */
export const href = (place: Place, path: string): string =>
  `${place.language === 'en' ? '' : `/${place.language}`}${place.base}${path}` || '/'

/** The whole address, for feeds, citations and head tags. Canonical addresses carry no press prefix and no language. */
export const canonical = (place: Place, path: string): string => `${place.origin}${path}`
