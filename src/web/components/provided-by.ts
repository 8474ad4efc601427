import { type Html, html, type Part } from '../html.ts'
import type { Language } from '../place.ts'
import type { Reader } from '../reader.ts'
import { words } from '../words.ts'
import { listFormat } from '../written.ts'

/** Who pays for what stands here, said on every page that an institution's reader sees. */
export function providedBy(institutions: Reader['institutions'], language: Language): Part {
  const t = words(language)
  const providing = institutions.filter(({ provides }) => provides)
  if (providing.length > 0) return line(t.accessProvidedBy, providing, language)
  return institutions.length > 0 && line(t.recognisedAs, institutions, language)
}

const line = (
  say: (names: string) => string,
  institutions: Reader['institutions'],
  language: Language,
): Html =>
  html`<p class="provided-by">${say(listFormat(language).format(institutions.map(({ name }) => name)))}</p>\n`
