import { type Html, html } from '#web'
import type { Frame } from '../frame.ts'
import { keepHtml } from '../keep-parts.ts'
import { words } from '../words.ts'
import type { Citing } from './cite-panel.ts'

const kept = keepHtml()

/**
 * At the foot of a printed page: what it is, where it stands, when it was taken. The day is set by the script when the page
 * is printed; without one, nothing false is said.
 */
export const offprintFoot = (
  { place, brand }: Frame,
  { product, permalink, plain }: Pick<Citing, 'product' | 'permalink' | 'plain'>,
): Html =>
  kept(product, [place.language, permalink, brand.name].join(' '), () => {
    const t = words(place.language)
    return html`<div class="offprint" aria-hidden="true"><p>${plain()}</p><p>${t.printedFrom(brand.name)}. <span data-accessed hidden>${t.accessed} <time></time>.</span></p></div>`
  })
