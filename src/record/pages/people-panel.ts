/** Who's who. */
import { describeEdtf } from '@chapterhouse/edtf'
import { type Html, href, html, listFormat, type Part, paths, textField } from '#web'
import type { Person, Role } from '../model/index.ts'
import { words } from '../words.ts'
import { sayWhen } from './say-dates.ts'
import { table } from './table.ts'
import { addressOf, hrefOf, langOf, markOf, nameOf, partHeading, type RecordView } from './view.ts'

export const peoplePanel = (view: RecordView): Part => {
  const { people } = view.document
  if (people.length === 0) return null
  const t = words(view.place.language)
  const events = eventsOfPeople(view)
  const mentions = mentionsOfPeople(view)
  return html`<section class="r-part r-wide" aria-labelledby="r-people">${partHeading(view, 'r-people', t.people)}<div class="r-body">
${table({
  caption: t.people,
  hidden: true,
  head: [t.person, t.otherNames, t.roles, t.appears],
  rows: people.map((person) => ({
    id: markOf(person.id),
    cells: [
      html`<a href="${addressOf(view, person.id)}">${person.name}</a>${lifeOf(view, person)}`,
      namesOf(view, person),
      person.roles.map((role, i) => html`${i > 0 && html`<br>`}${roleIn(view, role)}`),
      html`${lines(view, events.get(person.id) ?? [])}${meant(view, mentions.get(person.id) ?? [])}`,
    ],
  })),
})}
${filter(view)}</div></section>
`
}

/** By any spelling, on a page of its own; nobody needs a script for it. */
const filter = (view: RecordView): Html => {
  const { place } = view
  const t = words(place.language)
  return html`<form class="people-form" action="${href(place, paths.people)}" role="search" aria-label="${t.findHere}">
<input type="hidden" name="record" value="${view.id}">${textField({ id: 'r-people-name', name: 'name', label: t.findHere, value: '' })}
<button class="quiet"><span>${t.find}</span></button></form>
<p class="claim-foot"><a href="${href(place, paths.people)}">${t.everybody}</a></p>`
}

/** Nothing of the living is here to be said: see restrict.ts. */
export function lifeOf({ place: { language } }: RecordView, { born, died, anonymous }: Person): Part {
  const t = words(language)
  const said = [
    born === null ? null : t.born(describeEdtf(born.edtf, language)),
    died === null ? null : t.died(describeEdtf(died.edtf, language)),
    anonymous ? t.anonymous : null,
  ].filter((part) => part !== null)
  return said.length > 0 && html` <span class="soft">${said.join(', ')}</span>`
}

/** Each spelling once; who writes it so is said where the record knows. */
export const namesOf = (view: RecordView, { names, name }: Person): Part =>
  names
    .filter(({ text }) => text !== name)
    .map(
      ({ text, lang, source, system }, i) =>
        html`${i > 0 && html`<br>`}<span${lang !== null && html` lang="${lang}"`}>${text}</span>${
          (source !== null || system !== null) &&
          html` <span class="soft">${source === null ? system : html`<a href="${hrefOf(view, source)}">${nameOf(view, source)}</a>`}</span>`
        }`,
    )

export function roleIn(view: RecordView, { what, rank, org, civil, place, when }: Role): Html {
  const { language } = view.place
  const t = words(language)
  const parts = [
    what,
    rank,
    org === null ? null : nameOf(view, org),
    civil === true ? t.civilian : null,
    place === null ? null : nameOf(view, place),
    when === null ? null : sayWhen(when, language, (id) => nameOf(view, id)),
  ].filter((part) => part !== null)
  return html`<span${langOf(view)}>${parts.join(', ')}</span>`
}

const lines = (view: RecordView, events: readonly string[]): Part =>
  events.map((id, i) => html`${i > 0 && html`<br>`}<a href="${hrefOf(view, id)}">${nameOf(view, id)}</a>`)

const meant = (view: RecordView, mentions: readonly string[]): Part => {
  if (mentions.length === 0) return null
  const t = words(view.place.language)
  return html`<br><span class="soft">${t.meantBy}</span> ${mentions.map((id, i) => html`${i > 0 && html`, `}<a href="${hrefOf(view, id)}"><q>${nameOf(view, id)}</q></a>`)}`
}

export function eventsOfPeople({ document }: RecordView): ReadonlyMap<string, readonly string[]> {
  const events = new Map<string, string[]>()
  for (const { id, who } of document.events)
    for (const { person } of who) {
      const own = events.get(person) ?? []
      own.push(id)
      events.set(person, own)
    }
  return events
}

/** Those that the author takes to mean the person. */
export function mentionsOfPeople({ document }: RecordView): ReadonlyMap<string, readonly string[]> {
  const mentions = new Map<string, string[]>()
  for (const { id, candidates } of document.mentions)
    for (const { person, verdict } of candidates) {
      if (verdict !== 'accepted') continue
      const own = mentions.get(person) ?? []
      own.push(id)
      mentions.set(person, own)
    }
  return mentions
}

export const inWords = (names: readonly string[], view: RecordView): string =>
  listFormat(view.place.language).format(names)
