/** What stands beside a delivery that was handed to Amazon: what to look for, whether it arrived, how else it can be sent. */
import { act } from '#accounts'
import { type Html, href, html, type Part, type Place, paths, textField } from '#web'
import type { Delivery } from '../deliveries/delivery.ts'
import { decideOtherwise } from './decide-otherwise.ts'
import { words } from './words.ts'

export function renderAfterKindle(place: Place, delivery: Delivery, isSentAnew: boolean): Html | null {
  const t = words(place.language)
  const { id, state } = delivery
  const otherwise = isSentAnew ? null : renderOtherwise(place, delivery)
  switch (state) {
    case 'handed':
    case 'accepted':
    case 'unconfirmed':
      return html`<div class="kindle-after"><p>${state === 'unconfirmed' ? t.afterUnconfirmed : t.afterHanded} ${help(place)}</p>
${renderQuestion(place, id)}</div>`
    case 'arrived':
      return html`<p>${t.arrivedThanks}</p>`
    case 'missing':
      return html`<div class="kindle-after">${otherwise}<p>${help(place)}</p>
${renderQuestion(place, id)}</div>`
    default:
      return otherwise === null ? null : html`<div class="kindle-after">${otherwise}</div>`
  }
}

const help = (place: Place): Html =>
  html`<a href="${href(place, paths.kindleHelp)}">${words(place.language).help}</a>`

function renderOtherwise(place: Place, delivery: Delivery): Html | null {
  const manner = decideOtherwise(delivery)
  if (manner === null) return null
  const t = words(place.language).otherwise
  const formats = href(place, paths.save(delivery.thing, 'kindle'))
  return html`<form method="post" action="${href(place, paths.accountPart(`kindle/otherwise/${delivery.id}`))}"><p>${t[manner].what}</p>
<p class="acts">${act(t[manner].act)} <a href="${formats}">${t.formats}</a></p></form>
`
}

const renderQuestion = (place: Place, id: string): Part => {
  const t = words(place.language)
  const answer = (value: 'yes' | 'no', label: string): Html =>
    html`<p class="acts"><button type="submit" class="quiet" name="arrived" value="${value}"><span>${label}</span></button></p>`
  return html`<form method="post" action="${href(place, paths.accountPart(`kindle/arrived/${id}`))}"><fieldset class="field"><legend>${t.arrivedQuestion}</legend>
${answer('yes', t.arrivedYes)}
${textField({ id: `code-${id}`, name: 'code', label: t.arrivedCode, hint: t.arrivedCodeHint, autocomplete: 'off' })}
${answer('no', t.arrivedNo)}</fieldset></form>`
}
