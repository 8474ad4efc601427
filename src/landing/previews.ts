/**
 * The pages of what is not published yet, for those who are to decide on it: as readers will see them, but that a closed
 * text is shown to whoever works for the press. The caller has asked who that is.
 */
import { NOBODY, toAccessState, type Visitor } from '#access'
import type { DraftPreview, FoundChapter } from '#catalogue'
import type { Html } from '#web'
import { renderBookPage } from './book-page.ts'
import { buildContents } from './build-contents.ts'
import { renderChapterPage } from './chapter-page.ts'
import { decideFor, type LandingDeps } from './deps.ts'
import type { Frame } from './frame.ts'
import { toContentsLine } from './load-chapter-page.ts'
import { opensWithInitial } from './opens-with-initial.ts'
import { resolveAddresses } from './resolve-addresses.ts'

type Deps = Pick<LandingDeps, 'collectionsOf' | 'now'>

export function renderBookPreview(deps: Deps, frame: Frame, { book: found }: DraftPreview): Html {
  const { decide } = decideFor(deps, NOBODY)
  const lines = found.contents.map(toContentsLine(decide))
  const access = decide(found.product, 'read')
  const readable = lines.filter(({ hasText }) => hasText)
  return renderBookPage({
    ...frame,
    book: found.book,
    lines,
    contents: buildContents(frame, lines, null),
    state: toAccessState(readable.length > 0 ? readable.map((line) => line.access) : [access]),
    access,
    buyPath: () => null,
    files: { kind: 'none' },
    coins: null,
  })
}

export function renderChapterPreview(
  deps: Deps,
  frame: Frame,
  shown: {
    readonly found: Extract<FoundChapter, { kind: 'chapter' }>
    readonly visitor: Visitor
    readonly section: number
    readonly html: string | null
  },
): Html {
  const { found, visitor, section, html } = shown
  const { chapter, book } = found
  const toLine = toContentsLine(decideFor(deps, NOBODY).decide)
  const slugs = new Map(found.contents.map(({ id, slug }) => [id, slug]))
  return renderChapterPage({
    ...frame,
    ...{ chapter, book, outlines: () => found.contents.map(toLine) },
    parent: found.parent && toLine(found.parent),
    previous: found.previous && toLine(found.previous),
    next: found.next && toLine(found.next),
    access: decideFor(deps, visitor).decide(found.product, 'read'),
    buyPath: () => null,
    text:
      html === null || chapter.text === null
        ? null
        : {
            chapter,
            html: resolveAddresses(html, { place: frame.place, chapter, section, slugs }),
            section,
            sections: chapter.text.sections,
            words: chapter.text.words,
            language: chapter.language,
            direction: chapter.direction,
            writing: chapter.text.writing,
            initial: section === 1 && opensWithInitial(chapter.type, html),
          },
    files: { kind: 'none' },
  })
}
