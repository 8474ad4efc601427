/** The text of a chapter, passage by passage, as its kept HTML has it: where a quotation can stand. */

export type Passage = {
  readonly anchor: string
  readonly section: number
  /** Among the paragraphs of the chapter, from 1; null: it is none. */
  readonly number: number | null
  readonly text: string
}

const ANCHOR = /<[a-z][a-z0-9]*\b[^>]*\sid="([phnftmo]-[0-9a-z]{8}(?:-\d+)?)"[^>]*>/g
const NOTE_NUMBER = /<a\b[^>]*role="doc-(?:noteref|backlink)"[^>]*>.*?<\/a>/gs

export function buildPassages(
  sections: readonly { readonly number: number; readonly html: string }[],
): readonly Passage[] {
  let paragraphs = 0
  return sections.flatMap(({ number: section, html }) => {
    const found = [...html.matchAll(ANCHOR)]
    return found.map((match, i): Passage => {
      const anchor = match[1] ?? ''
      const from = match.index + match[0].length
      const to = found[i + 1]?.index ?? html.length
      const isParagraph = anchor.startsWith('p-')
      if (isParagraph) paragraphs += 1
      return { anchor, section, number: isParagraph ? paragraphs : null, text: wordsOf(html.slice(from, to)) }
    })
  })
}

const wordsOf = (html: string): string => decode(html.replace(NOTE_NUMBER, '').replace(/<[^>]*>/g, ''))

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
}

const decode = (text: string): string =>
  text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) =>
      name !== undefined
        ? (ENTITIES[name] ?? whole)
        : String.fromCodePoint(
            Math.min(0x10_ff_ff, Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)),
          ),
    )
    .replace(/\s+/g, ' ')
    .trim()

/** Quotation marks, dashes and spaces are written in many ways, and are none of the words. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‘’‚‛′´`]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
