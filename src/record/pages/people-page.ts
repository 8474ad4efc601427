/** Everybody who has a place in a record of this site; the one who is looked for may be written in any spelling. */
import { type Html, href, html, type Place, paths, textField } from '#web'
import { words } from '../words.ts'

export type ListedPerson = {
  readonly record: string
  readonly id: string
  readonly name: string
  readonly names: readonly string[]
  readonly title: string
}

export type PeoplePage = {
  readonly place: Place
  /** As it was typed; null: everybody. */
  readonly asked: string | null
  readonly people: readonly ListedPerson[]
  /** People of this record alone; null: of all. */
  readonly within: { readonly record: string; readonly title: string } | null
}

export const renderPeoplePage = ({ place, asked, people, within }: PeoplePage): Html => {
  const t = words(place.language)
  return html`<div class="sheet record-sheet">
<header class="list-head"><h1>${t.peopleHeading}</h1><p class="r-lead">${t.peopleLead}</p></header>
<form class="people-form" action="${href(place, paths.people)}" role="search">
${textField({ id: 'people-name', name: 'name', label: t.findPerson, value: asked ?? '' })}${within !== null && html`<input type="hidden" name="record" value="${within.record}">`}
<button class="act">${t.find}</button></form>
${within !== null && html`<p>${t.peopleOf(within.title)} <a href="${href(place, paths.people)}">${t.everybody}</a></p>\n`}
${
  people.length === 0
    ? html`<p>${t.noPeople}</p>`
    : html`<ul class="people-list">
${people.map(({ record, id, name, names, title }) => html`<li><a href="${href(place, paths.recordEntry(record, id))}">${name}</a>${names.length > 0 && html` <span class="soft">${names.join(' · ')}</span>`} <span class="soft">${t.inRecord(title)}</span></li>\n`)}</ul>`
}</div>`
}
