/** Where a reader finds his institution: a form and a list. The script in web/browser/finder.js lists while somebody types. */
import { type Html, href, html, type Part, type Place, paths, sign, textField } from '#web'
import { hidden, quiet, sheet, told } from '../../sheet.ts'
import { words } from '../words.ts'
import { isEnoughTyped } from './to-finder-words.ts'
import type { Found } from './to-found.ts'

export type FinderPage = {
  readonly place: Place
  readonly typed: string
  readonly found: readonly Found[]
  /** There are more than are shown. */
  readonly more: boolean
  /** The page to come back to; null: none in particular. */
  readonly to: string | null
  /** Chosen on this device before. */
  readonly chosen: Found | null
  /** The choice has just been forgotten. */
  readonly forgotten: boolean
}

export function renderFinderPage(page: FinderPage): Html {
  const { place, typed, to } = page
  const t = words(place.language)
  return sheet(
    t.find,
    html`<p>${t.findLead}</p>\n`,
    told(page.forgotten ? t.choiceForgotten : null),
    chosenBefore(page),
    html`<form class="finder" role="search" action="${href(place, paths.institutions)}" data-finder="${href(place, paths.institutionsFound)}">
${to !== null && hidden('to', to)}${textField({ id: 'institution', name: 'q', label: t.typeName, hint: t.typeHint, type: 'search', value: typed, autocomplete: 'off' })}
<p><button type="submit" class="act">${t.search}</button></p>
</form>\n`,
    results(page),
    html`<section><h2>${t.notListed}</h2>
<ul class="steps">${t.notListedSteps.map((step) => html`<li>${step}</li>\n`)}</ul></section>`,
  )
}

/** What is said when a list is there: also by the script, aloud. */
export function listSaid({
  place,
  typed,
  found,
  more,
}: Pick<FinderPage, 'place' | 'typed' | 'found' | 'more'>): string {
  const t = words(place.language)
  if (!isEnoughTyped(typed)) return t.typeMore
  if (found.length === 0) return t.noneFound(typed)
  return more ? `${t.results(found.length)}. ${t.moreResults}` : t.results(found.length)
}

export const choicePath = (place: Place, id: string, to: string | null): string =>
  `${href(place, paths.institution(id))}${to === null ? '' : `?${new URLSearchParams({ to })}`}`

function results(page: FinderPage): Part {
  if (page.typed === '') return null
  return [
    html`<p class="label" role="status">${listSaid(page)}</p>\n`,
    page.found.length > 0 &&
      html`<ul class="ways found-institutions">
${page.found.map((found) => html`<li><a href="${choicePath(page.place, found.id, page.to)}">${found.name}</a>${aside(found, page.place)}</li>\n`)}</ul>\n`,
  ]
}

function aside({ where, also }: Found, { language }: Place): Part {
  const said = [where, also === null ? null : words(language).also(also)].filter((one) => one !== null)
  return said.length > 0 && html` <span class="label">${said.join(' · ')}</span>`
}

function chosenBefore({ place, chosen, to }: FinderPage): Part {
  if (chosen === null) return null
  const t = words(place.language)
  return html`<div class="chosen-institution"><p>${t.chosenBefore(chosen.name)}</p>
<p><a class="act" href="${choicePath(place, chosen.id, to)}"><span>${t.goOnWith(chosen.name)}</span>${sign('next')}</a></p>
<form method="post" action="${href(place, paths.institutionForgotten)}">${to !== null && hidden('to', to)}${quiet(t.forgetChoice)}</form></div>\n`
}
