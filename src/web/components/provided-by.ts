import { type Html, html, type Part } from '../html.ts'
import { paths } from '../paths.ts'
import { href, type Place } from '../place.ts'
import type { Reader } from '../reader.ts'
import { words } from '../words.ts'
import { listFormat } from '../written.ts'

/** Who pays for what stands here, said on every page that an institution's reader sees, and how to read it elsewhere. */
export function providedBy(institutions: Reader['institutions'], place: Place): Part {
  const t = words(place.language)
  const providing = institutions.filter(({ provides }) => provides)
  if (providing.length > 0) return line(t.accessProvidedBy, providing, place)
  return institutions.length > 0 && line(t.recognisedAs, institutions, place)
}

const line = (say: (names: string) => string, institutions: Reader['institutions'], place: Place): Html =>
  html`<p class="provided-by">${say(listFormat(place.language).format(institutions.map(({ name }) => name)))} <a href="${href(place, paths.offCampus)}">${words(place.language).offCampus}</a></p>\n`
