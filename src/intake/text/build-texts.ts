/**
 * The texts of a book's chapters: clean, inert, each complete in itself. A chapter holds the notes that it refers to, also
 * where the book keeps them all in one file at its end; it never holds one that only another chapter refers to.
 */
import type { EpubPackage } from '@chapterhouse/epub'
import type { Issue } from '#book'
import { type Documents, spineDocument } from '../chapters/open-documents.ts'
import type { ChapterPlan } from '../chapters/plan-chapters.ts'
import { buildChapter } from './build-chapter.ts'
import { mapChapters } from './chapter-map.ts'
import { findCollections } from './find-collections.ts'
import { findNotes } from './find-notes.ts'
import { type ChapterText, finishText } from './finish-text.ts'
import { gatherIssues } from './gather-issues.ts'
import { libraryOf, type MediaShelf, stylesFor } from './library-of-book.ts'
import { numberBook } from './number-book.ts'
import type { DeadLink } from './resolve-places.ts'

export function buildTexts(
  pkg: EpubPackage,
  chapters: readonly ChapterPlan[],
  given: { readonly documents: Documents; readonly media: MediaShelf },
): { readonly texts: readonly (ChapterText | null)[]; readonly issues: readonly Issue[] } {
  const { documents } = given
  const map = mapChapters(documents, chapters)
  const paths = chapters.flatMap((chapter) => chapter.segments.map(({ path }) => path))
  const pictures = new Set(
    pkg.spine.flatMap((item) => {
      const shown = spineDocument(pkg, item)
      return shown?.kind === 'image' ? [shown.path] : []
    }),
  )
  const readable = paths.filter((path) => !pictures.has(path))
  const notesPaths = new Set(
    chapters
      .filter(({ type }) => type === 'notes')
      .flatMap(({ segments }) => segments.map(({ path }) => path)),
  )
  const notes = findNotes(documents, readable, wholly(notesPaths, chapters), map.chapterAt)
  const styles = stylesFor(pkg, documents)
  const library = libraryOf(pkg, documents, given.media, notes, styles.meaningIn, map)
  const referredTo = new Set(notes.references.map(({ unit }) => unit))
  const collections = findCollections(chapters, notes, map, documents)
  const built = chapters.map((plan, chapter) =>
    buildChapter(plan, chapter, {
      documents,
      library,
      keepsNotes: collections.has(chapter),
      referredTo,
      pictures,
    }),
  )
  const book = numberBook(built, collections)
  const dead: DeadLink[] = []
  const texts = built.map((chapter, at): ChapterText | null =>
    chapter.plan.segments.length === 0
      ? null
      : finishText(chapter, at, {
          book,
          map,
          notes,
          documents,
          dead,
          isVertical: styles.isVertical(chapter.plan),
          collections,
        }),
  )
  return { texts, issues: gatherIssues({ built, dead, notes, map, documents }) }
}

/** Files that hold notes and nothing of another chapter. */
const wholly = (paths: ReadonlySet<string>, chapters: readonly ChapterPlan[]): ReadonlySet<string> =>
  new Set(
    [...paths].filter((path) =>
      chapters.every(
        ({ type, segments }) => type === 'notes' || segments.every((segment) => segment.path !== path),
      ),
    ),
  )
