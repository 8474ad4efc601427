/** A draft's chapters as they stand on the shelf: with their ids, their dates and their text. */
import { type PartialDate, toSlug } from '#base'
import { type BookDraft, type ChapterDraft, type Contributor, type Issue, isFault } from '#book'
import { buildKeptTexts, type KeptText } from './build-kept-text.ts'
import { type KeptProduct, toKeptPart } from './build-readable.ts'
import { type ChapterAnchors, decideAnchors, NO_ANCHORS } from './decide-anchors.ts'
import { decideFirstOnline } from './decide-shelving.ts'
import type { PreviousChapter } from './previous-book.ts'
import type { LinkedContributor, ShelvedChapter } from './shelf.ts'
import { toCanonicalJson } from './to-json.ts'

/** What is decided before a record can be written. */
export type ChapterPlace = {
  readonly id: string
  readonly draft: ChapterDraft
  /** What it was in the last version, or before it was left out. */
  readonly former: PreviousChapter | null
  readonly anchors: ChapterAnchors
  readonly text: KeptText | null
  readonly contentHash: string
  /** Readers see the same of it as before: nothing is written, and it was not updated. */
  readonly isSame: boolean
}

export function buildChapterPlaces(
  draft: BookDraft,
  matches: readonly (PreviousChapter | null)[],
  { newId, hash, wasShelved }: { newId(): string; hash(text: string): string; readonly wasShelved: boolean },
): readonly ChapterPlace[] {
  const places = draft.chapters.map((chapter, i) => {
    const former = matches[i] ?? null
    return {
      id: former?.chapter.id ?? newId(),
      draft: chapter,
      former,
      anchors: decideAnchors(former?.anchors ?? NO_ANCHORS, chapter.text?.blocks ?? []),
    }
  })
  const texts = buildKeptTexts(
    places.map(({ id, draft, anchors }) => ({ id, text: draft.text, anchors: anchors.live })),
  )
  return places.map((place, i) => {
    const text = texts[i] ?? null
    const { firstOnline, ...metadata } = place.draft.metadata
    const { source, media, alsoHolds, parent, pdfRange } = place.draft
    const parts = [alsoHolds, parent === null ? [] : [parent]].map((all) => all.map((n) => places[n]?.id))
    const content = { metadata, source, media, parts, text, ...(pdfRange === undefined ? {} : { pdfRange }) }
    const contentHash = hash(toCanonicalJson(content))
    const isSame = wasShelved && place.former?.live === true && place.former.contentHash === contentHash
    return { ...place, text, contentHash, isSame }
  })
}

export type RecordContext = {
  readonly bookId: string
  /** Of a chapter that was not there before and is given no date. */
  readonly firstOnline: PartialDate
  /** ISO 8601 UTC. */
  readonly now: string
  readonly issues: readonly Issue[]
  readonly link: (contributor: Contributor) => LinkedContributor
}

export function buildChapterRecords(
  places: readonly ChapterPlace[],
  context: RecordContext,
): readonly ShelvedChapter[] {
  const faults = context.issues.filter(isFault)
  return places.map((place, position): ShelvedChapter => {
    const { metadata, parent, depth, source, alsoHolds, pdfRange } = place.draft
    const has = (about: Issue['about']) =>
      faults.some((issue) => issue.chapter === position && issue.about === about)
    const former = place.former?.chapter
    return {
      ...metadata,
      id: place.id,
      slug: toSlug(metadata.title),
      bookId: context.bookId,
      parentId: places[parent ?? -1]?.id ?? null,
      position,
      depth,
      contributors: metadata.contributors.map(context.link),
      firstOnline: decideFirstOnline(former?.firstOnline ?? null, metadata.firstOnline, context.firstOnline),
      updated: former && place.isSame ? former.updated : context.now,
      text: place.text?.facts ?? null,
      source,
      ...(pdfRange === undefined ? {} : { pdfRange }),
      alsoHolds: alsoHolds.flatMap((index) => places[index]?.id ?? []),
      hasDataIssue: has('data'),
      hasContentIssue: has('content'),
    }
  })
}

/** What opens it: itself, and every chapter whose words stand in it too. */
export function toProduct(chapter: ShelvedChapter, all: readonly ShelvedChapter[]): KeptProduct {
  const others = chapter.alsoHolds.length === 0 ? [] : all.filter(({ id }) => chapter.alsoHolds.includes(id))
  return { ...toKeptPart(chapter), holds: others.map(toKeptPart) }
}
