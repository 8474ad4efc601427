/**
 * One thing of a record at its own address: the newest version, or one that never changes. A person's, a place's and a
 * source's page gathers what the other records of the site say of the same one, by the word of an author.
 */
import { breadcrumbs, type Html, href, html, type Part, paths, time } from '#web'
import type { Elsewhere, VersionLine } from '../keeping/find-record.ts'
import { words } from '../words.ts'
import { claimBody, sure } from './claims-panel.ts'
import { conflictBody } from './conflicts-panel.ts'
import { surgeTable, surgeWords } from './counts-panel.ts'
import { eventLine } from './event-line.ts'
import { gatheredPart } from './gathered-part.ts'
import { mentionBody } from './meant-panel.ts'
import { lifeOf, namesOf, roleIn } from './people-panel.ts'
import { coordinatesOf } from './places-panel.ts'
import { isWorkedOut, sayEvent, sayRange, sayWhy } from './say-dates.ts'
import { sourceFacts } from './sources-panel.ts'
import { addressOf, clipped, hrefOf, isAuthors, langOf, nameOf, type RecordView } from './view.ts'

export type EntryPage = {
  readonly view: RecordView
  readonly id: string
  /** The newest that holds it, unless a version was asked for. */
  readonly isFixed: boolean
  readonly newest: number
  /** The last version that held it; null: the newest does. */
  readonly gone: number | null
  readonly recordWithdrawn: boolean
  readonly versions: readonly VersionLine[]
  /** By the word of an author, and by nobody's. Gathered for the newest version alone. */
  readonly same: readonly GatheredEntry[]
  readonly alike: readonly GatheredEntry[]
}

/** With its record, as everybody may see it. */
export type GatheredEntry = Elsewhere & { readonly view: RecordView }

export const renderEntryPage = (page: EntryPage): Html => {
  const { view } = page
  const t = words(view.place.language)
  return html`<div class="sheet record-sheet">
<header class="list-head">${crumbs(page)}
<p class="label">${t.entry[kindOf(page)] ?? ''}</p>
<h1${view.document.language !== view.place.language && html`${langOf(view)}`}>${clipped(nameOf(view, page.id), 240)}</h1>
${notices(page)}</header>
<article class="record record-entry">
${entryBody(page)}</article>
<div class="record">
${gatheredPart(view, page.same, 'same')}${gatheredPart(view, page.alike, 'alike')}${permanence(page)}</div></div>`
}

const crumbs = ({ view }: EntryPage): Html => {
  const t = words(view.place.language)
  return breadcrumbs(
    [
      {
        label:
          view.chapter.label === null ? view.chapter.title : `${view.chapter.label}. ${view.chapter.title}`,
        href: href(view.place, paths.chapter(view.chapter)),
        language: view.chapter.language,
        direction: 'ltr',
      },
      {
        label: t.heading,
        href: href(view.place, paths.record(view.id)),
        language: view.place.language,
        direction: 'ltr',
      },
    ],
    view.place.language,
  )
}

export const kindOf = ({ view, id }: Pick<EntryPage, 'view' | 'id'>): string => {
  const { index, document } = view
  if (index.claims.has(id)) return 'claim'
  if (index.people.has(id)) return 'person'
  if (index.groups.has(id)) return 'group'
  if (index.places.has(id)) return 'place'
  if (index.events.has(id)) return 'event'
  if (index.sources.has(id)) return 'source'
  if (index.mentions.has(id)) return 'mention'
  if (index.series.has(id)) return 'series'
  return document.conflicts.some((answer) => answer.id === id) ? 'conflict' : 'none'
}

const notices = ({ view, id, isFixed, newest, gone, recordWithdrawn }: EntryPage): Part => {
  const t = words(view.place.language)
  const claim = view.index.claims.get(id)
  const said = [
    recordWithdrawn ? t.withdrawnRecord : null,
    !recordWithdrawn && gone !== null ? t.withdrawnEntry(gone) : null,
    claim !== undefined && claim.status !== 'asserted' ? t.supersededEntry : null,
    isFixed && view.version !== newest ? t.olderVersion(view.version, newest) : null,
  ].filter((sentence) => sentence !== null)
  return said.map(
    (sentence) =>
      html`<p class="record-notice">${sentence}${isFixed && view.version !== newest && gone === null && html` <a href="${addressOf(view, id)}">${t.newest}</a>`}</p>\n`,
  )
}

function entryBody({ view, id }: EntryPage): Html {
  const t = words(view.place.language)
  const { index, document, findings } = view
  const claim = index.claims.get(id)
  if (claim !== undefined)
    return part(
      isAuthors(view, claim) ? t.byAuthor : t.bySource(claim.by === null ? '' : nameOf(view, claim.by)),
      'r-entry',
      html`<div class="claim">${claimBody(view, claim)}</div>${about(view, claim.about)}`,
    )
  const person = index.people.get(id)
  if (person !== undefined)
    return html`${part(
      t.person,
      'r-entry',
      html`<p class="claim-says">${person.name}${lifeOf(view, person)}</p>
${person.note !== null && html`<p${langOf(view)}>${person.note}</p>`}${dl([
  [t.otherNames, person.names.length > 0 && namesOf(view, person)],
  [
    t.roles,
    person.roles.length > 0 &&
      person.roles.map((role) => html`<span class="line">${roleIn(view, role)}</span>`),
  ],
])}`,
    )}${eventsWith(view, (event) => event.who.some((who) => who.person === id))}${mentionsOf(view, id)}${claimsAbout(view, id)}${links(view, person.sameAs)}`
  const place = index.places.get(id)
  if (place !== undefined)
    return html`${part(
      t.place,
      'r-entry',
      html`<p class="claim-says">${place.name}${place.within !== null && html`, <a href="${hrefOf(view, place.within)}">${nameOf(view, place.within)}</a>`}</p><p>${coordinatesOf(view, place)}</p>`,
    )}${eventsWith(view, (event) => event.where === id)}${claimsAbout(view, id)}${links(view, place.sameAs)}`
  const source = index.sources.get(id)
  if (source !== undefined)
    return html`${part(t.source, 'r-entry', html`<p class="claim-says">${source.citation}</p><p>${sourceFacts(view, source)}</p>`)}${claimsBy(view, id)}${links(view, source.sameAs)}`
  const event = index.events.get(id)
  if (event !== undefined) {
    const dates = index.dates.get(id)
    return html`${part(
      t.event,
      'r-entry',
      html`<p class="claim-says"${langOf(view)}>${event.label}</p>${dl([
        [t.dates, dates !== undefined && sayRange(dates, view.place.language)],
        [t.said, sayEvent(view, event).map((said) => html`<span class="line">${said}</span>`)],
        [
          t.where,
          event.where !== null &&
            html`<a href="${hrefOf(view, event.where)}">${nameOf(view, event.where)}</a>`,
        ],
        [
          t.who,
          event.who.length > 0 &&
            event.who.map(
              (who) =>
                html`<span class="line"><a href="${hrefOf(view, who.person)}">${nameOf(view, who.person)}</a>${who.as !== null && html`, ${who.as}`}</span>`,
            ),
        ],
      ])}${event.note !== null && html`<p${langOf(view)}>${event.note}</p>`}`,
    )}${dates !== undefined && isWorkedOut(view, dates) && part(t.why, 'r-why', html`<div class="why-open">${sayWhy(view, dates)}</div>`)}${claimsAbout(view, id)}`
  }
  const group = index.groups.get(id)
  if (group !== undefined)
    return html`${part(
      t.group,
      'r-entry',
      html`<p class="claim-says"${langOf(view)}>${group.label}</p>${group.definition !== null && html`<p${langOf(view)}>${group.definition}</p>`}${dl(
        [
          [
            t.members,
            group.members.length > 0 &&
              group.members.map(
                ({ person: member, status, why }) =>
                  html`<span class="line"><a href="${hrefOf(view, member)}">${nameOf(view, member)}</a>${status === 'possible' && html`, ${t.isPossible}`}${why !== null && html` <span class="soft"${langOf(view)}>${why}</span>`}</span>`,
              ),
          ],
        ],
      )}`,
    )}${claimsAbout(view, id)}`
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

export const part = (heading: string, id: string, body: Part): Html =>
  html`<section class="r-part" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><div class="r-body">${body}</div></section>
`

const dl = (facts: readonly (readonly [string, Part])[]): Part => {
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

const permanence = ({ view, id, versions }: EntryPage): Html => {
  const t = words(view.place.language)
  const fixed = `${view.place.origin}${paths.recordEntry(view.id, id, view.version)}`
  return part(
    t.permalink,
    'r-permalink',
    html`<p><a class="identifier" data-copy-source href="${fixed}">${fixed}</a></p>
<p class="soft">${t.permalinkLead} <a href="${href(view.place, paths.recordCite(view.id, id))}">${t.citeHeading}</a></p>
<ul class="inline-list">${versions.map(({ number, made }) => html`<li>${number === view.version ? html`<b>${t.versionName(number)}</b>` : html`<a href="${href(view.place, paths.recordEntry(view.id, id, number))}">${t.versionName(number)}</a>`} <span class="soft">${time(made.slice(0, 10), view.place.language)}</span></li>`)}</ul>`,
  )
}
