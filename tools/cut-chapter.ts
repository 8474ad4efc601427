/** A chapter of a draft as an EPUB of its own, under made-up addresses: what corpus runs cut. */
import { type EpubPackage, findRange, sliceEpub } from '@chapterhouse/epub'
import type { BookDraft, ChapterDraft } from '../src/book/index.ts'

export function cutChapter(book: EpubPackage, draft: BookDraft, chapter: ChapterDraft, index: number) {
  const { source, metadata } = chapter
  const ranges = draft.chapters.flatMap(({ source: own }) => (own === null ? [] : [own]))
  return sliceEpub(book, {
    range: source ?? { from: { path: '', id: null }, to: null },
    notes: source?.notes ?? [],
    linkTo: (target) => {
      const found = findRange(book, ranges, target)
      return found === null ? null : `https://books.example/chapters/${found}`
    },
    metadata: {
      identifier: `urn:uuid:5f8f2a44-3f0b-8f43-8d0b-${String(index).padStart(12, '0')}`,
      title: metadata.title,
      language: metadata.language,
      creators: draft.metadata.contributors.map(({ name, sortName }) => ({
        name,
        sortAs: sortName,
        role: 'aut',
      })),
      publisher: draft.metadata.imprint,
      rights: draft.metadata.rights.statement,
      source: `https://books.example/chapters/${index}`,
      book: {
        title: draft.metadata.title,
        identifier: draft.metadata.identifiers.key,
        position: String(index + 1),
      },
      citation: `${metadata.title}, in ${draft.metadata.title}`,
      modified: '2026-01-01T00:00:00Z',
      words: { contents: 'Contents', notes: 'Notes' },
    },
  })
}
