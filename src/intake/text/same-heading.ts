/** Whether the heading in the file says what the page says above the text: label, title, subtitle. */
import type { XmlElement } from '@chapterhouse/epub'
import { bareWords, type HeadingLine } from '../chapters/heading-block.ts'
import { parseLabel } from '../chapters/parse-label.ts'
import type { ChapterPlan } from '../chapters/plan-chapters.ts'

/** The lines that can be left out, and the level of the heading they were; empty when the page says something else. */
export function sameHeading(
  lines: readonly HeadingLine[],
  chapter: ChapterPlan,
): { readonly elements: ReadonlySet<XmlElement>; readonly level: number | null } {
  const own = lines.filter((line) => line.role !== 'byline')
  for (let count = own.length; count > 0; count--) {
    const said = own.slice(0, count)
    if (!saysTheSame(said, chapter) || said.some((line) => holdsMore(line.element))) continue
    const level = said
      .map((line) => /^h([1-6])$/.exec(line.element.name)?.[1])
      .find((one) => one !== undefined)
    return {
      elements: new Set(said.map((line) => line.element)),
      level: level === undefined ? null : Number(level),
    }
  }
  return { elements: new Set(), level: null }
}

function saysTheSame(
  lines: readonly HeadingLine[],
  { label, title, subtitle, language }: ChapterPlan,
): boolean {
  const said = bareWords(lines.map((line) => line.text).join(' '))
  const main = bareWords(title)
  const sub = subtitle === null ? '' : bareWords(subtitle)
  const number = label === null ? '' : bareWords(label)
  const ends = sub === '' ? [main] : [main + sub, main]
  for (const end of ends) {
    if (said === end || said === number + end) return true
    if (!said.endsWith(end) || label === null) continue
    if (labelBefore(lines.map((line) => line.text).join(' '), end, language) === label) return true
    // "Chapter the Fifth" before the title: words that are the label.
    const before = lines.map((line) => line.text).join('. ')
    const parsed = parseLabel(before, language)
    if (parsed.label === label && bareWords(parsed.title) === end) return true
    const [first] = lines
    if (first !== undefined && parseLabel(first.text, language).label === label) {
      const rest = bareWords(
        lines
          .slice(1)
          .map((line) => line.text)
          .join(' '),
      )
      if (rest === end) return true
    }
  }
  // The title is the number alone: "XII" where the page says "Chapter XII".
  const [only] = lines
  return (
    lines.length === 1 && only !== undefined && label !== null && main.endsWith(number) && said === number
  )
}

/** "Part I The Break", where nothing but its looks parts the number from the title. */
function labelBefore(text: string, title: string, language: string): string | null {
  const words = text.split(' ')
  const from = words.findIndex((_, n) => n > 0 && bareWords(words.slice(n).join(' ')) === title)
  return from < 0 ? null : parseLabel(words.slice(0, from).join(' '), language).label
}

/** A note or a picture in the heading would be lost with it. */
const holdsMore = (element: XmlElement): boolean =>
  element.children.some(
    (child) =>
      child.kind === 'element' &&
      ((child.name === 'a' && child.attributes.some(({ name }) => name === 'href')) ||
        ['img', 'svg', 'math', 'ruby'].includes(child.name) ||
        holdsMore(child)),
  )
