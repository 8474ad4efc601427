/**
 * Who wrote a chapter, where the chapter itself says so: a byline under its heading, or the names of the book's authors
 * before a colon ("Madison, with Hamilton: From the New York Packet").
 */
import type { EpubAgent, EpubMetadata } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import { type HeadingLine, termsOf } from './heading-block.ts'

/** Names as the book's metadata gives them where they are the same persons, else as printed; empty when none is told. */
export function findBylines(lines: readonly HeadingLine[], metadata: EpubMetadata): readonly string[] {
  for (const line of lines) {
    if (line.role !== 'byline') continue
    const names = namesIn(line, metadata.creators)
    if (names.length > 0) return names
  }
  return []
}

function namesIn(line: HeadingLine, creators: readonly EpubAgent[]): readonly string[] {
  const [head = ''] = line.text.split(/[:：]/)
  const known = knownNames(head, creators)
  if (known.length > 0) return known
  // A bridgehead is a line of the text unless it names an author of the book.
  if (termsOf(line.element).some((term) => term.endsWith('bridgehead')) || line.text.length > 200) return []
  return line.text
    .replace(/^(by|von|par|por|di|de|von)\s+/i, '')
    .split(/\s*(?:[,;&]|\band\b|\bund\b|\bet\b|\by\b)\s*/u)
    .map(normalizeSpace)
    .filter((name) => /^\p{Lu}/u.test(name) && name.split(' ').length <= 6)
}

/** All of `text` must be names of the book's authors and the words between them. */
function knownNames(text: string, creators: readonly EpubAgent[]): readonly string[] {
  const found: { readonly name: string; readonly at: number }[] = []
  let rest = text
  for (const creator of creators) {
    const family = creator.sortAs?.split(',')[0] ?? creator.name.split(' ').at(-1) ?? ''
    const match = [creator.name, family].map((name) => wordAt(text, name)).find((one) => one !== null)
    if (match === null || match === undefined) continue
    found.push({ name: creator.name, at: match.at })
    rest = rest.replace(match.word, ' ')
  }
  const between = rest.replace(/\b(and|with|or|by|und|mit|et|avec|y|con|e|von|par)\b|[\s,;&]/giu, '')
  return between === '' ? found.toSorted((a, b) => a.at - b.at).map((one) => one.name) : []
}

function wordAt(text: string, word: string): { readonly at: number; readonly word: string } | null {
  if (word === '') return null
  const at = text.indexOf(word)
  if (at < 0) return null
  const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`
  return /\p{L}/u.test(around) ? null : { at, word }
}
