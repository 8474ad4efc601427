/** A record as a page shows it: the document with what follows from it, and the way from one thing in it to another. */
import { type Html, href, html, type Part, type Place, paths } from '#web'
import type { EventDates } from '../dates/chronology.ts'
import type { Findings } from '../findings.ts'
import type { QuoteAnchor, QuoteAnchors } from '../keeping/decide-anchors-of-quotes.ts'
import type {
  Claim,
  Event,
  Group,
  Mention,
  Person,
  RecordDocument,
  Place as RecordPlace,
  Series,
  Source,
} from '../model/index.ts'

export type ChapterLink = {
  readonly id: string
  readonly slug: string
  readonly label: string | null
  readonly title: string
  readonly language: string
}

export type RecordView = {
  readonly place: Place
  readonly id: string
  readonly version: number
  /** ISO 8601 UTC. */
  readonly made: string
  /** There is more, for those who may read the chapter. */
  readonly isPartial: boolean
  readonly document: RecordDocument
  readonly findings: Findings
  readonly anchors: QuoteAnchors
  readonly chapter: ChapterLink
  /** Those that quotations lead to, by their ids. */
  readonly chapters: ReadonlyMap<string, ChapterLink>
  /** `chapter`: below the chapter itself, so that its paragraphs are on the same page. */
  readonly on: 'chapter' | 'section' | 'entry'
  /** Which page of the chapter's text is shown above; null: none. */
  readonly section: number | null
  readonly index: RecordIndex
}

export type RecordIndex = {
  readonly people: ReadonlyMap<string, Person>
  readonly groups: ReadonlyMap<string, Group>
  readonly places: ReadonlyMap<string, RecordPlace>
  readonly events: ReadonlyMap<string, Event>
  readonly sources: ReadonlyMap<string, Source>
  readonly claims: ReadonlyMap<string, Claim>
  readonly mentions: ReadonlyMap<string, Mention>
  readonly series: ReadonlyMap<string, Series>
  readonly dates: ReadonlyMap<string, EventDates>
  /** Claims of a conflict → the conflict's place among the findings. */
  readonly conflicts: ReadonlyMap<string, number>
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]))

export const buildIndex = (document: RecordDocument, { chronology }: Findings): RecordIndex => ({
  people: byId(document.people),
  groups: byId(document.groups),
  places: byId(document.places),
  events: byId(document.events),
  sources: byId(document.sources),
  claims: byId(document.claims),
  mentions: byId(document.mentions),
  series: byId(document.series),
  dates: new Map(chronology.events.map((dates) => [dates.event, dates])),
  conflicts: new Map(
    chronology.conflicts.flatMap(({ claims }, i) => claims.map((claim): [string, number] => [claim, i])),
  ),
})

/** How something is called in a line; an id that is none, such as an organisation's name, calls itself. */
export function nameOf({ index }: Pick<RecordView, 'index'>, id: string): string {
  const source = index.sources.get(id)
  return (
    index.people.get(id)?.name ??
    index.groups.get(id)?.label ??
    index.places.get(id)?.name ??
    index.events.get(id)?.label ??
    (source === undefined ? undefined : shortOf(source)) ??
    index.claims.get(id)?.says ??
    index.mentions.get(id)?.quote ??
    index.series.get(id)?.asks ??
    id
  )
}

export const shortOf = ({ short, citation }: Source): string => short ?? clipped(citation, 48)

/** Of words of the record, on a page of another language. */
export const langOf = ({ document, place }: Pick<RecordView, 'document' | 'place'>): Part =>
  document.language !== place.language && html` lang="${document.language}"`

/** At the end of a word. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 16)).replace(/[\s,.;:]+$/, '')} …`
}

/** In a list of the whole record: a mark on the page. By itself: its own address. */
export const hrefOf = (view: RecordView, id: string): string =>
  view.on === 'entry' ? href(view.place, paths.recordEntry(view.id, id)) : `#${markOf(id)}`

export const markOf = (id: string): string => `r-${id}`

export const addressOf = (view: RecordView, id: string): string =>
  href(view.place, paths.recordEntry(view.id, id))

/** Where the words of a claim stand: on this page, or by the address that finds the page they stand on now. */
export function passageHref(view: RecordView, anchor: Extract<QuoteAnchor, { kind: 'found' }>): string {
  const chapter = view.chapters.get(anchor.chapterId) ?? view.chapter
  const isHere =
    view.on === 'chapter' &&
    chapter.id === view.chapter.id &&
    (anchor.section === view.section || anchor.anchor.startsWith('summary'))
  if (isHere) return `#${anchor.anchor.startsWith('summary') ? 'summary' : anchor.anchor}`
  if (anchor.anchor.startsWith('summary')) return `${href(view.place, paths.chapter(chapter))}#summary`
  return href(view.place, paths.passage(chapter, anchor.anchor))
}

/** True: the author of the chapter speaks. */
export const isAuthors = ({ index }: Pick<RecordView, 'index'>, { by }: Pick<Claim, 'by'>): boolean =>
  by === null || index.sources.get(by)?.speaksFor === 'author'

const MOST_WORDS = 25

/** Of the chapter no more than so many words are quoted, whoever asks (record.md §4, Access). */
export function quotable(quote: string): string {
  const words = quote.split(/\s+/)
  return words.length <= MOST_WORDS ? quote : `${words.slice(0, MOST_WORDS).join(' ')} …`
}

/** Below a chapter the parts stand under “The record”; by itself the record is the page. */
export const partHeading = ({ on }: Pick<RecordView, 'on'>, id: string, text: string): Html =>
  on === 'chapter' ? html`<h3 id="${id}">${text}</h3>` : html`<h2 id="${id}">${text}</h2>`
