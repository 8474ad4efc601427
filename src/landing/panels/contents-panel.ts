import type { TextHeading } from '#book'
import type { PageLink } from '#catalogue'
import { type ContentsEntry, contentsColumn, type Html, html, type Part, paths } from '#web'
import { at, type Frame } from '../frame.ts'
import { keepHtml } from '../keep-parts.ts'
import { words } from '../words.ts'

export type ContentsPanel = {
  readonly contents: () => readonly ContentsEntry[]
  /** Of the text on this page and its further pages; empty when it may not be read. */
  readonly headings: readonly TextHeading[]
  readonly chapter: PageLink
  readonly section: number | null
}

/**
 * The contents of the book as a column that shows where the reader is; the headings of the text hang under its own line.
 * On a narrow screen it folds; on a wide one the style sheet holds it open.
 */
export const contentsPanel = (frame: Frame, panel: ContentsPanel): Html => {
  const { chapter, headings, section } = panel
  const key = [frame.place.language, frame.place.base, section, headings.length].join(' ')
  return kept(chapter, key, () => column(frame, panel))
}

const kept = keepHtml()

/** It shows what there is, not what of it may be read. */
const column = (frame: Frame, panel: ContentsPanel): Html => {
  const contents = panel.contents()
  if (contents.length === 0) return html``
  const t = words(frame.place.language)
  return html`<nav class="book-contents" aria-label="${t.contentsOfBook}"><details class="fold"><summary>${t.contentsOfBook}</summary>
${contentsColumn(contents, onThisPage(frame, panel))}</details></nav>`
}

function onThisPage(frame: Frame, { headings, chapter, section }: ContentsPanel): Part {
  const top = Math.min(...headings.map(({ level }) => level))
  const shown = headings.filter(({ level }) => level <= top + 1)
  if (shown.length < 2) return null
  return html`<ol class="on-page" aria-label="${words(frame.place.language).onThisPage}">
${shown.map((heading) => html`<li${heading.level > top && html` class="on-page-deeper"`}><a href="${heading.section === section ? '' : at(frame, paths.chapter(chapter, heading.section))}#${heading.anchor}">${heading.text}</a></li>\n`)}</ol>`
}
