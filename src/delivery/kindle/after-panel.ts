/** What stands beside a delivery that was handed to Amazon: what to look for, and whether it arrived. */
import { type Html, href, html, type Place, paths, textField } from '#web'
import type { Delivery } from '../deliveries/delivery.ts'
import { words } from './words.ts'

export function renderAfterKindle(place: Place, { id, state, fault }: Delivery): Html | null {
  const t = words(place.language)
  switch (state) {
    case 'handed':
    case 'accepted':
    case 'unconfirmed':
      return html`<div class="kindle-after"><p>${state === 'unconfirmed' ? t.afterUnconfirmed : t.afterHanded} <a href="${href(place, paths.kindleHelp)}">${t.help}</a></p>
${renderQuestion(place, id)}</div>`
    case 'arrived':
      return html`<p>${t.arrivedThanks}</p>`
    case 'missing':
      return html`<div class="kindle-after"><p>${t.missingThanks} ${fault?.facts['amazon'] ? t.missingAdvice.E999 : t.missingAdvice.none} <a href="${href(place, paths.kindleHelp)}">${t.help}</a></p>
${renderQuestion(place, id)}</div>`
    default:
      return null
  }
}

const renderQuestion = (place: Place, id: string): Html => {
  const t = words(place.language)
  return html`<form method="post" action="${href(place, paths.accountPart(`kindle/arrived/${id}`))}"><fieldset class="field"><legend>${t.arrivedQuestion}</legend>
${textField({ id: `code-${id}`, name: 'code', label: t.arrivedCode, hint: t.arrivedCodeHint, autocomplete: 'off' })}
<p class="acts"><button type="submit" class="quiet" name="arrived" value="yes"><span>${t.arrivedYes}</span></button> <button type="submit" class="quiet" name="arrived" value="no"><span>${t.arrivedNo}</span></button></p></fieldset></form>`
}
