/**
 * A cover for a book that has none: its title set on the plan of the vault, in the press's hue. Pure SVG without a font of
 * its own, so that the page's faces dress it and a file of it still reads in any serif.
 */

import { fromOklch, toHex } from './colour.ts'
import { escapeHtml, type Html, trusted } from './html.ts'
import { vaultPath } from './mark.ts'

export type GeneratedCover = {
  /** Decides the tone within the press's hue, so that a shelf of them is not one grey row. */
  readonly id: string
  readonly title: string
  readonly contributors: string
  readonly press: string
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly hue: number
}

const WIDTH = 400
const HEIGHT = 600
const MARGIN = 36
const MEASURE = WIDTH - 2 * MARGIN
const SMALLEST = 24

/** For a page: hidden from assistive technology, since the title always stands beside it. */
export const generatedCover = (cover: GeneratedCover): Html =>
  trusted(draw(cover, 'aria-hidden="true" focusable="false" class="cover-drawing"'))

/** For a file of its own. */
export const renderGeneratedCover = (cover: GeneratedCover): string =>
  draw(cover, `xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" role="img"`)

function draw(cover: GeneratedCover, attributes: string): string {
  const tone = toneOf(cover.id)
  const board = toHex(fromOklch(0.27 + tone * 0.16, 0.05 + tone * 0.045, cover.hue))
  const ribs = toHex(fromOklch(0.47 + tone * 0.15, 0.07, cover.hue))
  const paper = toHex(fromOklch(0.95, 0.015, 85))
  const { lines, size } = setTitle(cover.title)
  const rtl = cover.direction === 'rtl'
  const x = rtl ? WIDTH - MARGIN : MARGIN
  const face = `font-family="Alegreya, 'Iowan Old Style', Palatino, Georgia, serif"`
  const place = `x="${x}"${rtl ? ' direction="rtl"' : ''}`
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" ${attributes}>
<rect width="${WIDTH}" height="${HEIGHT}" fill="${board}"/>
<g transform="translate(${[-60, -190, -330][Math.floor(tone * 3)] ?? -60} 190) scale(6.5)" fill="none" stroke="${ribs}" stroke-width=".22"><path d="${vaultPath}"/><circle cx="50" cy="50" r="2.2" fill="${ribs}" stroke="none"/></g>
<g fill="${paper}" ${face} lang="${escapeHtml(cover.language)}">
<text ${place} y="52" font-size="17" font-weight="500" letter-spacing=".3">${escapeHtml(shorten(cover.contributors, 40))}</text>
<path d="M${MARGIN} 68H${WIDTH - MARGIN}" stroke="${paper}" stroke-width=".8"/>
<text font-size="${size}" font-weight="500">${lines.map((line, i) => `<tspan ${place} y="${Math.round(82 + size * (0.86 + i * 1.12))}">${escapeHtml(line)}</tspan>`).join('')}</text>
<text x="${MARGIN}" y="${HEIGHT - 30}" font-size="15" letter-spacing="1.2">${escapeHtml(shorten(cover.press, 38))}</text>
</g></svg>`
}

/** From 0 to 1, always the same for one book. */
const toneOf = (id: string): number => {
  let sum = 7
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return sum / 996
}

/** What stays on one line, with the space behind it; widths in em: with that space, and without. */
type Piece = { readonly text: string; readonly width: number; readonly bare: number }
type Line = { readonly text: string; readonly width: number }

/** The largest of our sizes at which the title's lines fit the upper two thirds. Signs are measured once, not for every size. */
function setTitle(title: string): { readonly lines: readonly string[]; readonly size: number } {
  const pieces = toPieces(title).map(measure)
  for (const size of [76, 65, 56, 48, 41, 35, 30, 26]) {
    const lines = breakLines(pieces, MEASURE / size)
    if (lines.every(({ width }) => width * size <= MEASURE) && lines.length * size * 1.12 <= 330)
      return { lines: lines.map(({ text }) => text), size }
  }
  const size = SMALLEST
  const broken = pieces.flatMap((piece) => breakWord(piece, MEASURE / size))
  return {
    lines: shortenLines(
      breakLines(broken, MEASURE / size).map(({ text }) => text),
      12,
    ),
    size,
  }
}

const measure = (text: string): Piece => ({ text, width: widthOf(text), bare: widthOf(text.trimEnd()) })

/** `most`: how wide a line may be, in em. */
function breakLines(pieces: readonly Piece[], most: number): readonly Line[] {
  const lines: Line[] = []
  let line: Piece = measure('')
  for (const piece of pieces) {
    const longer = {
      text: line.text + piece.text,
      width: line.width + piece.width,
      bare: line.width + piece.bare,
    }
    if (line.text !== '' && longer.bare > most) {
      lines.push({ text: line.text.trim(), width: line.bare })
      line = piece
    } else line = longer
  }
  return [...lines, { text: line.text.trim(), width: line.bare }].filter(({ text }) => text !== '')
}

/** A word wider than the measure is broken, as a stone-cutter would, only where the size can go no lower. */
function breakWord(word: Piece, most: number): readonly Piece[] {
  if (word.bare <= most) return [word]
  const half = Math.ceil(word.text.length / 2)
  return [`${word.text.slice(0, half)}-`, word.text.slice(half)].flatMap((part) =>
    breakWord(measure(part), most),
  )
}

/** Words with the space behind them; Chinese may break after any sign, Japanese between its words. */
function toPieces(title: string): readonly string[] {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title)) return japanesePieces(title)
  return (
    title.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][、。」』）]?|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}–—-]+[–—-]?\s*|[–—-]\s*/gu,
    ) ?? [title]
  )
}

let japanese: Intl.Segmenter | null = null

/** Marks and particles stay with the word before them. */
function japanesePieces(title: string): readonly string[] {
  japanese ??= new Intl.Segmenter('ja', { granularity: 'word' })
  const pieces: string[] = []
  for (const { segment, isWordLike } of japanese.segment(title)) {
    const leans = isWordLike !== true || /^\p{Script=Hiragana}{1,2}$/u.test(segment)
    const before = leans ? pieces.pop() : undefined
    pieces.push(`${before ?? ''}${segment}`)
  }
  return pieces
}

/** Widths in em, near enough for setting a title: measured on the house face. */
const widthOf = (text: string): number => {
  let width = 0
  for (const sign of text) width += signWidth(sign)
  return width
}

const signWidth = (sign: string): number => {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。「」『』（）]/u.test(sign)) return 1
  if (/[\s.,;:!'’|ijlftI]/u.test(sign)) return 0.3
  if (/[mwMW]/u.test(sign)) return 0.82
  if (/\p{Lu}/u.test(sign)) return 0.64
  return 0.5
}

const shorten = (text: string, most: number): string => {
  const signs = [...text]
  return signs.length <= most
    ? text
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}

const shortenLines = (lines: readonly string[], most: number): readonly string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`]
