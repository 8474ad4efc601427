/** The two pages that a buyer only passes through: on to the payment, and back from it. */
import { sheet } from '#accounts'
import { type Html, html, type Place } from '#web'
import { words } from '../words.ts'

/** `to`: of the payment provider. A form of ours may not be sent elsewhere, so a page leads on. */
export function renderGoingOn(place: Place, to: string): Html {
  const t = words(place.language)
  return sheet(
    t.goingOn,
    html`<p>${t.goingOnHow}</p>
<p><a class="act" href="${to}" rel="nofollow"><span>${t.goingOnLink}</span></a></p>\n`,
  )
}

/** `state` is asked by a script where there is one; without, the page is asked for again. */
export function renderWaiting(
  place: Place,
  addresses: { readonly state: string; readonly again: string },
): Html {
  const t = words(place.language).waiting
  return sheet(
    t.title,
    html`<p role="status" data-payment="${addresses.state}">${t.lead}</p>
<p>${t.leave}</p>
<p><a class="act" href="${addresses.again}" rel="nofollow"><span>${t.again}</span></a></p>\n`,
  )
}
