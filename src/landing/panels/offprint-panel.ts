import { type Html, html } from '#web'
import type { Frame } from '../frame.ts'
import { words } from '../words.ts'

/**
 * At the foot of a printed page: what it is, where it stands, when it was taken. The day is set by the script when the page
 * is printed; without one, nothing false is said.
 */
export const offprintFoot = (frame: Frame, citation: string): Html => {
  const t = words(frame.place.language)
  return html`<div class="offprint" aria-hidden="true"><p>${citation}</p><p>${t.printedFrom(frame.brand.name)}. <span data-accessed hidden>${t.accessed} <time></time>.</span></p></div>`
}
