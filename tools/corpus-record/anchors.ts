/**
 * A15: quotations of real books, whose paragraphs are then taken out and put in. Each paragraph of a book is quoted once; one in
 * twenty is deleted, and as many are inserted, every second of them a copy of one that is quoted.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TextBlock } from '../../src/book/index.ts'
import { buildKeptTexts } from '../../src/catalogue/build-kept-text.ts'
import { decideAnchors, NO_ANCHORS } from '../../src/catalogue/decide-anchors.ts'
import { readParcel } from '../../src/intake/index.ts'
import { buildPassages, folded } from '../../src/record/keeping/build-passages.ts'
import {
  type Chaptered,
  decideAnchorsOfQuotes,
  type Quoted,
} from '../../src/record/keeping/decide-anchors-of-quotes.ts'
import { randomFrom } from '../../src/record/surge/random.ts'
import { promise } from './promise.ts'

const BOOKS = [
  'john-reed_ten-days-that-shook-the-world',
  'john-maynard-keynes_the-economic-consequences-of-the-peace',
]
const WORDS = 8
const ONE_IN = 20

export async function checkAnchors(books: string): Promise<void> {
  for (const book of BOOKS) {
    const path = join(books, `${book}.epub`)
    if (!existsSync(path)) {
      promise('A15 quotations of a real book', false, `${path} is not there`, 'to be read')
      continue
    }
    const chapters = await readChapters(path)
    const random = randomFrom(15)
    const sums: Sums = { standing: 0, found: 0, unheard: 0, gone: 0, listed: 0, moved: 0 }
    for (const chapter of chapters) countOf(chapter, random, sums)
    const share = (100 * sums.found) / sums.standing
    promise(
      `A15 quotations of ${book.split('_')[1]}`,
      sums.moved === 0 && sums.unheard === 0 && share >= 99,
      `${sums.found} of ${sums.standing} whose paragraph still stands are found (${share.toFixed(2)} %), ${sums.listed} of ${sums.gone} whose paragraph is gone are listed as lost, ${sums.moved} moved silently, ${sums.unheard} not told of`,
      '≥ 99 % found, all others listed, none moved',
    )
  }
}

type Chapter = { readonly blocks: readonly TextBlock[]; readonly passages: ReadonlyMap<string, Chaptered> }

/** As the shelf would keep them: the anchors are those of the catalogue. */
async function readChapters(path: string): Promise<readonly Chapter[]> {
  const folder = mkdtempSync(join(tmpdir(), 'chapterhouse-anchors-'))
  try {
    const read = await readParcel(path, { jobFolder: folder, openness: 'open', today: new Date() })
    if (read.kind !== 'draft') throw new Error(`${path} cannot be read`)
    const drafts = read.draft.chapters.map(({ text }, i) => ({
      id: `c${i}`,
      text,
      anchors: [...anchorsOf(text?.blocks ?? [])],
    }))
    return buildKeptTexts(drafts).flatMap((kept, i): Chapter[] => {
      const blocks = drafts[i]?.text?.blocks ?? []
      if (kept === null || blocks.length === 0) return []
      const sections = kept.sections.map(({ html }, at) => ({ number: at + 1, html }))
      const passages = buildPassages(sections).map((one): Chaptered => ({ ...one, chapterId: `c${i}` }))
      return [{ blocks, passages: new Map(passages.map((one) => [one.anchor, one])) }]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const anchorsOf = (blocks: readonly TextBlock[]) => decideAnchors(NO_ANCHORS, blocks).live

type Sums = { standing: number; found: number; unheard: number; gone: number; listed: number; moved: number }

function countOf({ blocks, passages }: Chapter, random: () => number, sums: Sums): void {
  const first = decideAnchors(NO_ANCHORS, blocks)
  const standing = first.live.flatMap(({ anchor }) => passages.get(anchor) ?? [])
  const quoted = standing.flatMap((one) => quotationOf(one, random))
  const before = decideAnchorsOfQuotes(quoted, standing)
  const own = quoted.filter(({ id }) => {
    const found = before[id]
    return found?.kind === 'found' && found.anchor === id
  })
  const paragraphs = first.live.flatMap(({ kind }, at) => (kind === 'paragraph' ? [at] : []))
  const gone = new Set(paragraphs.filter(() => random() < 1 / ONE_IN))
  let inserted = 0
  const changed = blocks.flatMap((block, at) => {
    const kept = gone.has(at) ? [] : [{ block, text: passages.get(first.live[at]?.anchor ?? '')?.text ?? '' }]
    if (random() >= 1 / ONE_IN || !paragraphs.includes(at)) return kept
    inserted += 1
    const text =
      inserted % 2 === 0
        ? (kept[0]?.text ?? 'Nothing.')
        : `What was put in as number ${inserted} says nothing.`
    return [{ block: { ...block, hash: inserted.toString(16).padStart(16, '0') }, text }, ...kept]
  })
  const second = decideAnchors(
    first,
    changed.map(({ block }) => block),
  )
  const now = second.live.flatMap(({ anchor, section }, at): Chaptered[] => {
    const text = changed[at]?.text ?? ''
    return text === ''
      ? []
      : [{ chapterId: standing[0]?.chapterId ?? '', anchor, section, number: at + 1, text }]
  })
  const texts = new Map(now.map(({ anchor, text }) => [anchor, folded(text)]))
  const after = decideAnchorsOfQuotes(own, now, before)
  for (const { id, at } of own) {
    const found = after[id]
    const stands = texts.has(id)
    if (stands) sums.standing += 1
    else sums.gone += 1
    if (!stands && found?.kind === 'lost') sums.listed += 1
    if (found === undefined) sums.unheard += 1
    else if (found.kind === 'lost') continue
    else if (!texts.get(found.anchor)?.includes(folded(at.quote ?? ''))) sums.moved += 1
    else if (found.anchor === id && stands) sums.found += 1
    else if (!found.moved) sums.moved += 1
  }
}

/** Words from somewhere in a paragraph; of one that is too short, none. The claim is called by the anchor. */
function quotationOf({ anchor, text, number }: Chaptered, random: () => number): readonly Quoted[] {
  const words = text.split(' ')
  if (number === null || words.length < WORDS + 2) return []
  const from = Math.floor(random() * (words.length - WORDS))
  const quote = words.slice(from, from + WORDS).join(' ')
  return [
    {
      id: anchor,
      at: { para: null, page: null, line: null, folio: null, quote, prefix: null, suffix: null },
    },
  ]
}
