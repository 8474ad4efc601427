import { type Html, html, type Place } from '#web'
import { sheet } from '../sheet.ts'
import { words } from '../words.ts'

/** Leads on by itself; by its link where a browser does not. */
export function renderGoingOnPage(place: Place, name: string, url: string): Html {
  const t = words(place.language)
  return sheet(t.goingOn(name), html`<p><a href="${url}">${t.goingOnText(name)}</a></p>`)
}
