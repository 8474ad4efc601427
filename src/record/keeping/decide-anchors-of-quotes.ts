/**
 * Where the words of a claim stand in the text as it is now. Whoever pointed at words is never sent to others unawares: words
 * that are gone, or stand more than once and cannot be told apart, are listed as lost (record.md A15).
 */
import type { Locator } from '../model/index.ts'
import { folded, type Passage } from './build-passages.ts'

export type Chaptered = Passage & { readonly chapterId: string }

export type QuoteAnchor =
  | {
      readonly kind: 'found'
      readonly chapterId: string
      readonly anchor: string
      readonly section: number
      readonly number: number | null
      /** The words are the same, and the paragraph round them was changed. */
      readonly moved: boolean
    }
  | {
      readonly kind: 'lost'
      readonly reason: 'gone' | 'several'
      /** Where they were when they were last found. */
      readonly chapterId: string | null
      readonly anchor: string | null
    }

export type QuoteAnchors = { readonly [claim: string]: QuoteAnchor }

export type Quoted = { readonly id: string; readonly at: Locator }

/** `passages` in the order in which they are searched: those of the record's own chapter first. */
export function decideAnchorsOfQuotes(
  quoted: readonly Quoted[],
  passages: readonly Chaptered[],
  before: QuoteAnchors = {},
): QuoteAnchors {
  const texts = passages.map((passage) => ({ passage, text: folded(passage.text) }))
  return Object.fromEntries(quoted.map(({ id, at }) => [id, anchorOf(at, texts, before[id] ?? null)]))
}

type Searched = { readonly passage: Chaptered; readonly text: string }

function anchorOf(at: Locator, texts: readonly Searched[], before: QuoteAnchor | null): QuoteAnchor {
  const last = before === null ? { chapterId: null, anchor: null } : before
  const standing = at.quote === null ? byName(at, texts) : byWords(at, at.quote, texts)
  const own = standing.filter(({ chapterId }) => chapterId === standing[0]?.chapterId)
  const stayed = standing.find(
    ({ anchor, chapterId }) => anchor === last.anchor && chapterId === last.chapterId,
  )
  const found = stayed ?? (own.length === 1 ? own[0] : undefined)
  if (found === undefined)
    return {
      ...{ kind: 'lost', reason: standing.length === 0 ? 'gone' : 'several' },
      ...{ chapterId: last.chapterId, anchor: last.anchor },
    }
  return {
    ...{ kind: 'found', chapterId: found.chapterId, anchor: found.anchor },
    ...{ section: found.section, number: found.number },
    moved: last.anchor !== null && stayed === undefined,
  }
}

const byName = ({ para }: Locator, texts: readonly Searched[]): readonly Chaptered[] =>
  texts.filter(({ passage }) => passage.anchor === para).map(({ passage }) => passage)

function byWords({ para, prefix, suffix }: Locator, quote: string, texts: readonly Searched[]) {
  const words = folded(quote)
  const holding = texts.filter(({ text }) => text.includes(words))
  const exact = holding.filter(({ passage }) => passage.anchor === para)
  if (exact.length === 1) return exact.map(({ passage }) => passage)
  const around = [prefix, suffix].some((part) => part !== null)
    ? holding.filter(
        ({ text }) =>
          text.includes(folded(`${prefix ?? ''} ${quote} ${suffix ?? ''}`)) ||
          surrounds(text, words, prefix, suffix),
      )
    : holding
  return (around.length > 0 ? around : holding).map(({ passage }) => passage)
}

/** The words stand there with these before and after them. */
function surrounds(text: string, words: string, prefix: string | null, suffix: string | null): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const before = text.slice(0, at).trimEnd()
    const after = text.slice(at + words.length).trimStart()
    if (
      (prefix === null || before.endsWith(folded(prefix))) &&
      (suffix === null || after.startsWith(folded(suffix)))
    )
      return true
  }
  return false
}
