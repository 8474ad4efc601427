import type { Amendment } from '#book'
import { type Html, html, type Part, time } from '#web'
import type { Frame } from '../frame.ts'
import { words } from '../words.ts'

/**
 * What the press said of the text after it was published, before anything else on the page: nobody should read, or cite, what
 * was retracted without knowing it (NISO RP-45, CREC, 4.2).
 */
export function amendmentsPanel({ place }: Frame, amendments: readonly Amendment[]): Part {
  if (amendments.length === 0) return null
  const t = words(place.language)
  return html`<section class="sheet amendments" aria-label="${t.amendments}">${amendments.map(
    (
      one,
    ): Html => html`<div class="amendment amendment-${one.kind}"><p class="amendment-kind"><strong>${t.amendmentKinds[one.kind]}</strong> ${time(one.date, place.language)}</p>
<p>${one.text}</p>${one.doi !== null && html`<p class="label">DOI <a class="identifier" href="https://doi.org/${one.doi}">${one.doi}</a></p>`}</div>\n`,
  )}</section>`
}
