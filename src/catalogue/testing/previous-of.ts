import { newId } from '#base'
import type { BookDraft } from '#book'
import { buildFacets } from '../build-facets.ts'
import { buildShelving } from '../build-shelving.ts'
import type { PreviousBook } from '../previous-book.ts'

/** A draft as the shelf would remember it, without a shelf. */
export function previousOf(draft: BookDraft, shelved = true): PreviousBook {
  const firstOnline = draft.metadata.firstOnline ?? '2020-10-20'
  const { book, chapters } = buildShelving(draft, {
    ...{ bookId: newId(), press: 'aldine', now: new Date(0), note: null, firstOnline, previous: null, newId },
    decision: { kind: 'new' },
    facets: buildFacets(draft.metadata, firstOnline),
    slugOf: ({ key }) => key,
    link: (contributor) => ({ ...contributor, page: { id: newId(), slug: 'x' } }),
    hash: (text) => text,
  })
  return {
    ...{ id: book.id, shelved, parcelHash: draft.parcelHash, book },
    chapters: chapters.map(({ record, anchors, contentHash }) => ({
      live: true,
      chapter: record,
      anchors,
      contentHash,
    })),
  }
}
