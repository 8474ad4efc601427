/**
 * One thing of a record at its own address: the newest version, or one that never changes. A person's, a place's and a
 * source's page gathers what the other records of the site say of the same one, by the word of an author.
 */
import { breadcrumbs, type Html, href, html, type Part, paths, time } from '#web'
import type { Elsewhere, VersionLine } from '../keeping/find-record.ts'
import { words } from '../words.ts'
import { renderEntryBody } from './entry-body.ts'
import { gatheredPart } from './gathered-part.ts'
import { part } from './part.ts'
import { addressOf, clipped, langOf, nameOf, type RecordView } from './view.ts'

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
${renderEntryBody(view, page.id)}</article>
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
