/** Files: is there something to read, and a cover worth showing. */
import type { Issue } from '#book'
import { nameOf, ofBook, ofChapter, type RuleCheck } from './rule-check.ts'

const LARGE_ENOUGH = 600

export const checkFiles: RuleCheck = (draft, context) => {
  const issues: Issue[] = []
  const { cover } = draft.metadata
  if (draft.formats.length === 0)
    issues.push(
      ofBook(
        context,
        'book-has-file',
        'No file of the book was sent, so there is nothing to read. Send the EPUB together with book.yaml.',
      ),
    )
  if (cover === null)
    issues.push(
      ofBook(
        context,
        'book-has-cover',
        'The book has no cover picture. Name one as “cover” in book.yaml.',
        'cover',
      ),
    )
  else if (cover.image.mediaType !== 'image/svg+xml' && (cover.image.width ?? LARGE_ENOUGH) < LARGE_ENOUGH)
    issues.push(
      ofBook(
        context,
        'cover-is-large-enough',
        `The cover is ${cover.image.width} pixels wide. Send one of at least ${LARGE_ENOUGH}, better 1600.`,
        'cover',
      ),
    )
  for (const [index, chapter] of draft.chapters.entries()) {
    const isHeading = chapter.metadata.type === 'part' && chapter.source === null
    if (chapter.text === null && !isHeading)
      issues.push(
        ofChapter(
          draft,
          context,
          index,
          'chapter-has-text',
          `${nameOf(chapter, index)} has no text to read. Send an EPUB that holds it.`,
        ),
      )
  }
  return issues
}
