/** What stands on the page of one thing of a record, by what it is. Its name is the title of the page. */
import { type Html, html, type Part } from '#web'
import type { Event, Group, Person, Place, Source } from '../model/index.ts'
import { words } from '../words.ts'
import { claimBody, claimGrounds, sure } from './claims-panel.ts'
import { conflictBody } from './conflicts-panel.ts'
import { surgeTable, surgeWords } from './counts-panel.ts'
import { eventLine } from './event-line.ts'
import { mentionBody } from './meant-panel.ts'
import { part } from './part.ts'
import { lifeOf, namesOf, roleIn } from './people-panel.ts'
import { coordinatesOf } from './places-panel.ts'
import { isWorkedOut, sayEvent, sayRange, sayWhy } from './say-dates.ts'
import { sourceFacts } from './sources-panel.ts'
import { hrefOf, isAuthors, langOf, nameOf, type RecordView } from './view.ts'

export function renderEntryBody(view: RecordView, id: string): Html {
  const t = words(view.place.language)
  const { index, document, findings } = view
  const claim = index.claims.get(id)
  if (claim !== undefined)
    return part(
      isAuthors(view, claim) ? t.byAuthor : t.bySource(claim.by === null ? '' : nameOf(view, claim.by)),
      'r-entry',
      html`<div class="claim">${claimGrounds(view, claim)}</div>${about(view, claim.about)}`,
    )
  const person = index.people.get(id)
  if (person !== undefined) return personBody(view, person)
  const place = index.places.get(id)
  if (place !== undefined) return placeBody(view, place)
  const source = index.sources.get(id)
  if (source !== undefined) return sourceBody(view, source)
  const event = index.events.get(id)
  if (event !== undefined) return eventBody(view, event)
  const group = index.groups.get(id)
  if (group !== undefined) return groupBody(view, group)
  const mention = index.mentions.get(id)
  if (mention !== undefined) return part(t.meant, 'r-entry', mentionBody(view, mention, 2))
  const series = index.series.get(id)
  if (series !== undefined)
    return part(t.surge, 'r-entry', html`${surgeTable(view, [series])}${surgeWords(view, series)}`)
  const conflict = findings.chronology.conflicts.find(({ answer }) => answer === id)
  const answer = document.conflicts.find((one) => one.id === id)
  if (conflict !== undefined)
    return part(t.conflicts, 'r-entry', html`<div class="conflict">${conflictBody(view, conflict)}</div>`)
  return part(t.conflicts, 'r-entry', html`<p${langOf(view)}>${answer?.resolved ?? ''}</p>`)
}

function personBody(view: RecordView, person: Person): Html {
  const t = words(view.place.language)
  const { id } = person
  return html`${own(view, t.person, person.note, [
    [t.otherNames, person.names.length > 0 && namesOf(view, person)],
    [t.roles, lines(person.roles.map((role) => roleIn(view, role)))],
    [t.lived, lifeOf(view, person)],
  ])}${eventsWith(view, (event) => event.who.some((who) => who.person === id))}${mentionsOf(view, id)}${groupsOf(view, id)}${claimsAbout(view, id)}${links(view, person.sameAs)}`
}

function placeBody(view: RecordView, place: Place): Html {
  const t = words(view.place.language)
  return html`${own(view, t.place, null, [
    [t.within, place.within !== null && linkTo(view, place.within)],
    [t.coordinates, (place.coords !== null || place.note !== null) && coordinatesOf(view, place)],
  ])}${eventsWith(view, (event) => event.where === place.id)}${claimsAbout(view, place.id)}${links(view, place.sameAs)}`
}

function sourceBody(view: RecordView, source: Source): Html {
  const t = words(view.place.language)
  const citation = html`<p class="claim-says">${source.citation}</p><p>${sourceFacts(view, source)}</p>`
  return html`${part(t.source, 'r-entry', citation)}${claimsBy(view, source.id)}${links(view, source.sameAs)}`
}

function eventBody(view: RecordView, event: Event): Html {
  const t = words(view.place.language)
  const dates = view.index.dates.get(event.id)
  return html`${own(view, t.event, event.note, [
    [t.dates, dates !== undefined && sayRange(dates, view.place.language)],
    [t.said, lines(sayEvent(view, event))],
    [t.where, event.where !== null && linkTo(view, event.where)],
    [
      t.who,
      lines(event.who.map(({ person, as }) => html`${linkTo(view, person)}${as !== null && html`, ${as}`}`)),
    ],
  ])}${dates !== undefined && isWorkedOut(view, dates) && part(t.why, 'r-why', html`<div class="why-open">${sayWhy(view, dates)}</div>`)}${claimsAbout(view, event.id)}`
}

function groupBody(view: RecordView, group: Group): Html {
  const t = words(view.place.language)
  const count = view.findings.counts.find((one) => one.group === group.id && one.part === null)
  const says = count?.says ?? null
  return html`${own(view, t.group, group.definition, [
    [t.says, says !== null && String(says)],
    [
      t.status_,
      count !== undefined &&
        says !== null &&
        html`${t.countStatus[count.status]}: ${t.incomplete(count.certainly, says)}`,
    ],
    [
      t.members,
      lines(
        group.members.map(
          ({ person, status, why }) =>
            html`${linkTo(view, person)}${status === 'possible' && html`, ${t.isPossible}`}${why !== null && html` <span class="soft"${langOf(view)}>${why}</span>`}`,
        ),
      ),
    ],
  ])}${claimsAbout(view, group.id)}`
}

const linkTo = (view: RecordView, id: string): Html =>
  html`<a href="${hrefOf(view, id)}">${nameOf(view, id)}</a>`

const lines = (each: readonly Part[]): Part =>
  each.length > 0 && each.map((line) => html`<span class="line">${line}</span>`)

/** What the record tells of the thing itself; nothing where it tells no more than the name. */
function own(view: RecordView, heading: string, note: string | null, facts: Facts): Part {
  const list = dl(facts)
  if (note === null && !list) return null
  return part(heading, 'r-entry', html`${note !== null && html`<p${langOf(view)}>${note}</p>`}${list}`)
}

type Facts = readonly (readonly [string, Part])[]

const dl = (facts: Facts): Part => {
  const said = facts.filter(
    ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
  )
  return (
    said.length > 0 &&
    html`<dl class="record-facts">${said.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
  )
}

const about = (view: RecordView, ids: readonly string[]): Part => {
  const t = words(view.place.language)
  return (
    ids.length > 0 &&
    html`<p class="claim-foot">${t.appears}: ${ids.map((id, i) => html`${i > 0 && ', '}<a href="${hrefOf(view, id)}">${nameOf(view, id)}</a>`)}</p>`
  )
}

const eventsWith = (
  view: RecordView,
  wanted: (event: RecordView['document']['events'][number]) => boolean,
): Part => {
  const t = words(view.place.language)
  const events = view.document.events.filter(wanted)
  return (
    events.length > 0 &&
    part(
      t.itsEvents,
      'r-its-events',
      html`<ul class="plain">${events.map((event) => html`<li>${eventLine(view, event)}</li>`)}</ul>`,
    )
  )
}

const mentionsOf = (view: RecordView, person: string): Part => {
  const t = words(view.place.language)
  const mentions = view.document.mentions.flatMap((mention) => {
    const candidate = mention.candidates.find((one) => one.person === person)
    return candidate === undefined ? [] : [{ mention, candidate }]
  })
  return (
    mentions.length > 0 &&
    part(
      t.itsMentions,
      'r-its-mentions',
      html`<ul class="plain">${mentions.map(({ mention, candidate }) => html`<li><a href="${hrefOf(view, mention.id)}"><q>${mention.quote}</q></a> <span class="verdict verdict-${candidate.verdict}">${t.verdict[candidate.verdict]}</span>${candidate.confidence !== null && html` ${sure(view, candidate.confidence)}`}</li>`)}</ul>`,
    )
  )
}

const groupsOf = (view: RecordView, person: string): Part => {
  const t = words(view.place.language)
  const groups = view.document.groups.flatMap(({ id, members }) => {
    const member = members.find((one) => one.person === person && one.status !== 'out')
    return member === undefined ? [] : [{ id, status: member.status }]
  })
  return (
    groups.length > 0 &&
    part(
      t.itsGroups,
      'r-its-groups',
      html`<ul class="plain">${groups.map(({ id, status }) => html`<li>${linkTo(view, id)}${status === 'possible' && html`, ${t.isPossible}`}</li>`)}</ul>`,
    )
  )
}

const claimsAbout = (view: RecordView, id: string): Part => {
  const t = words(view.place.language)
  const claims = view.document.claims.filter((claim) => claim.about.includes(id))
  const [concluded, said] = [true, false].map((own) =>
    claims.filter((claim) => isAuthors(view, claim) === own),
  )
  return html`${claimsPart(view, t.concludes, concluded ?? [], 'r-concluded')}${claimsPart(view, t.sourcesSay, said ?? [], 'r-said')}`
}

const claimsBy = (view: RecordView, source: string): Part => {
  const t = words(view.place.language)
  return claimsPart(
    view,
    t.saidBy,
    view.document.claims.filter(
      (claim) => claim.by === source || claim.evidence.some((one) => one.source === source),
    ),
  )
}

const claimsPart = (
  view: RecordView,
  heading: string,
  claims: RecordView['document']['claims'],
  id = 'r-claims-about',
): Part =>
  claims.length > 0 &&
  part(
    heading,
    id,
    html`<ol class="claims">${claims.map((claim) => html`<li class="claim${claim.status !== 'asserted' && ' claim-gone'}">${claimBody(view, claim)}</li>`)}</ol>`,
  )

const links = (view: RecordView, sames: readonly string[]): Part => {
  const t = words(view.place.language)
  const outside = sames.filter((one) => !one.startsWith('record:'))
  return (
    outside.length > 0 &&
    part(
      t.elsewhere,
      'r-elsewhere',
      html`<ul class="plain">${outside.map((one) => html`<li><a class="identifier" href="${one}" rel="nofollow">${one}</a></li>`)}</ul>`,
    )
  )
}
