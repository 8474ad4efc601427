/**
 * A claim as a thing to be cited. Its title is what it says; it stands in the record of a chapter of a book, and its address
 * names the version, which never changes.
 */

import type { ShelvedBook, ShelvedChapter } from '#catalogue'
import { buildCslItem } from '#citations'
import { paths } from '#web'
import { clipped, nameOf, type RecordView } from '../pages/view.ts'
import { words } from '../words.ts'

type Cited = {
  readonly view: RecordView
  readonly id: string
  readonly chapter: ShelvedChapter
  readonly book: ShelvedBook
  readonly accessed?: string
}

export function buildClaimItem({ view, id, chapter, book, accessed }: Cited) {
  const { document, place, version, made } = view
  const of = buildCslItem(
    { kind: 'chapter', chapter, book },
    { origin: place.origin, ...(accessed === undefined ? {} : { accessed }) },
  )
  const { DOI: _doi, abstract: _abstract, keyword: _keyword, page: _page, 'page-first': _first, ...kept } = of
  const title = clipped(nameOf(view, id), 300).replace(/\.$/, '')
  const compilers = document.compiledBy.map(({ name }) => ({ literal: name }))
  return {
    ...kept,
    id: `${document.id}-${id}`,
    title,
    'title-short': clipped(title, 60),
    'container-title': words(place.language).recordOf(
      document.title,
      of.title,
      of['container-title'] ?? of.title,
    ),
    ...(compilers.length > 0 ? { author: compilers } : {}),
    issued: { 'date-parts': [made.slice(0, 10).split('-').map(Number)] as const } as const,
    URL: `${place.origin}${paths.recordEntry(document.id, id, version)}`,
    language: document.language,
  }
}
