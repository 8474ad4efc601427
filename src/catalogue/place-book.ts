/** The transaction of `shelveBook`: find what was, decide, build what shall be, write it, tell it. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '#base'
import type { BookDraft, Contributor } from '#book'
import { type Database, postNotice } from '#platform'
import { findPlace } from './book-store.ts'
import { buildFacets, facetName, listFacetsOf, toSortKey } from './build-facets.ts'
import { buildShelving, type Shelving } from './build-shelving.ts'
import { linkContributors } from './contributor-store.ts'
import { decideFirstOnline, decideShelving, type ShelvingDecision } from './decide-shelving.ts'
import { keepFacets, placeOnFacets } from './facet-store.ts'
import { findPrevious } from './find-previous.ts'
import type { PreviousBook } from './previous-book.ts'
import { holdShelf, nextChange, nextOrdinal } from './shelf-store.ts'
import type { Shelved, ShelvingOrder } from './shelve-book.ts'
import { touchSitemapPart } from './sitemap-store.ts'
import { writeShelving } from './write-shelving.ts'

export async function placeBook(tx: Database, order: ShelvingOrder, now: Date): Promise<Shelved> {
  await holdShelf(tx)
  const previous = await findPrevious(tx, order)
  const decision = decideShelving(previous, order.draft)
  if (decision.kind === 'unchanged') return decision

  const change = await nextChange(tx, order.press)
  const { book } = await place(tx, { order, now, previous, decision, change })
  await postNotice(tx, { kind: 'book-shelved', bookId: book.id, version: book.version })
  return {
    ...{ kind: 'shelved', bookId: book.id, version: book.version, isNew: previous === null },
    changes: decision.kind === 'new' ? [] : decision.changes,
    chapters: order.draft.chapters.length,
  }
}

type Placing = {
  readonly order: ShelvingOrder
  readonly now: Date
  readonly previous: PreviousBook | null
  readonly decision: Exclude<ShelvingDecision, { kind: 'unchanged' }>
  readonly change: number
}

async function place(tx: Database, { order, now, previous, decision, change }: Placing): Promise<Shelving> {
  const { draft, press } = order
  const bookId = previous?.id ?? newId()
  const spot = (previous && (await findPlace(tx, previous.id))) ?? {
    listed: change,
    ordinal: await nextOrdinal(tx, press),
  }
  const firstOnline = decideFirstOnline(
    previous?.book.firstOnline ?? null,
    draft.metadata.firstOnline,
    now.toISOString().slice(0, 10),
  )
  const facets = buildFacets(draft.metadata, firstOnline)
  const kept = await keepFacets(tx, listFacetsOf(facets))
  const shelving = buildShelving(draft, {
    ...{ bookId, press, now, firstOnline, previous, decision, facets, newId, hash },
    note: order.note ?? draft.versionNote,
    slugOf: (facet) => kept.get(facetName(facet))?.slug ?? '',
    link: await linkContributors(tx, { id: bookId, press }, namesOf(previous), namesIn(draft)),
  })
  const titleKey = toSortKey(shelving.book.sortTitle)
  const changes = decision.kind === 'new' ? [] : decision.changes
  await sql`delete from withdrawn_parcel where book_id = ${bookId}`.execute(tx)
  await writeShelving(tx, shelving, { draft, changes, now, titleKey, ...spot })
  const facetIds = [...kept.values()].map((facet) => facet.id)
  await placeOnFacets(tx, { id: bookId, press, titleKey, listed: spot.listed }, facetIds)
  await touchSitemapPart(tx, { press, ordinal: spot.ordinal }, now)
  return shelving
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

const namesIn = (draft: BookDraft): readonly Contributor[] =>
  [draft, ...draft.chapters].flatMap(({ metadata }) => metadata.contributors)

const namesOf = (previous: PreviousBook | null): readonly Contributor[] =>
  previous === null
    ? []
    : [previous.book, ...previous.chapters.map(({ chapter }) => chapter)].flatMap((one) => one.contributors)
