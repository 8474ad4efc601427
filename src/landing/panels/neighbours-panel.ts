import { toAccessState } from '#access'
import { accessSign, type Html, html, type Part, paths, type Sign, sign } from '#web'
import { at, type ContentsLine, type Frame } from '../frame.ts'
import { words } from '../words.ts'

/** Turning the leaf: the chapter before and the chapter after. */
export const neighboursPanel = (
  frame: Frame,
  previous: ContentsLine | null,
  next: ContentsLine | null,
): Html | null => {
  if (previous === null && next === null) return null
  const t = words(frame.place.language)
  return html`<nav class="neighbours" aria-label="${t.neighbours}"><ul>
${neighbour(frame, previous, 'prev', t.previous, 'previous')}${neighbour(frame, next, 'next', t.next, 'next')}</ul></nav>`
}

const neighbour = (
  frame: Frame,
  chapter: ContentsLine | null,
  rel: 'prev' | 'next',
  label: string,
  arrow: Sign,
): Part =>
  chapter !== null &&
  html`<li class="neighbour-${rel}"><a rel="${rel}" href="${at(frame, paths.chapter(chapter))}"><span class="neighbour-label">${rel === 'prev' && sign(arrow)}${label}${rel === 'next' && sign(arrow)}</span><span class="neighbour-title" lang="${chapter.language}">${chapter.label !== null && html`<span class="contents-number">${chapter.label}</span> `}${chapter.title}</span></a>${chapter.hasText && accessSign(toAccessState([chapter.access]), frame.place.language)}</li>\n`
