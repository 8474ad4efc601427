/** Books by the thousand for the growth bench: drafts made up from their number, shelved by the functions of every day. */
import type { BookDraft, ChapterDraft } from '#book'
import type { Database } from '#platform'
import { placeBook } from '../src/catalogue/place-book.ts'
import { chapter, contributor, draft } from '../src/catalogue/testing/sample-draft.ts'

export const BENCH_PRESS = 'aldine'

/** Shelves the books numbered from … to − 1. One transaction for many books is the only difference to `add`. */
export async function fillShelf(
  db: Database,
  range: { readonly from: number; readonly to: number; readonly press?: string },
  onProgress: (shelved: number) => void = () => {},
): Promise<void> {
  const { from, to, press = BENCH_PRESS } = range
  const now = new Date()
  for (let start = from; start < to; start += BATCH) {
    const end = Math.min(start + BATCH, to)
    await db.transaction().execute(async (tx) => {
      for (let n = start; n < end; n++)
        await placeBook(tx, { draft: withFiles(benchDraft(n), n), press }, now)
    })
    onProgress(end - from)
  }
}

const BATCH = 25

/** A file and a fault each, as most books have: named, not kept, since nobody takes them away here. */
const withFiles = (plain: BookDraft, n: number): BookDraft => ({
  ...plain,
  formats: [
    {
      mediaType: 'application/epub+zip',
      fileName: `book-${n}.epub`,
      bytes: 400_000,
      sha256: n.toString(16).padStart(64, '0'),
    },
  ],
  issues: [
    {
      rule: 'chapter-has-doi',
      about: 'data',
      severity: 'warning',
      where: { file: 'book.yaml', line: 1, element: null },
      message: 'The chapter has no DOI.',
      chapter: 2,
    },
  ],
})

/** Book `n`: ten chapters of some 800 words; its authors, subjects and series return in other books, as they do in life. */
export function benchDraft(n: number): BookDraft {
  const random = randomFrom(n + 1)
  const pick = (count: number) => Math.floor(random() * count)
  const title = `${titleWords(random, 4)} ${n}`
  return draft(title, {
    metadata: {
      contributors: [contributor(nameOf(pick(4000))), contributor(nameOf(pick(4000)), { role: 'editor' })],
      identifiers: { key: `urn:bench:${n}`, isbns: [], doi: `10.5555/bench.${n}`, others: [] },
      series:
        n % 3 === 0
          ? [{ title: `Studies in ${titleWords(randomFrom(pick(80)), 2)}`, issn: null, volume: String(n) }]
          : [],
      subjects: Array.from({ length: 4 }, () => {
        // A few subjects hold many books, most hold a few.
        const label = titleWords(randomFrom(Math.floor(random() ** 3 * 600) + 7), 2)
        return { scheme: 'keyword', code: null, label } as const
      }),
      imprint: `Imprint ${pick(25)}`,
      printYear: 1960 + pick(65),
      openness: n % 4 === 0 ? 'closed' : 'open',
      summary: { kind: 'abstract', paragraphs: [sentence(random, 60), sentence(random, 60)], language: 'en' },
    },
    chapters: Array.from({ length: 10 }, (_, c) => benchChapter(n, c, random)),
  })
}

function benchChapter(n: number, c: number, random: () => number): ChapterDraft {
  const lines = Array.from({ length: 14 }, (_, i) =>
    i % 7 === 0 ? `# ${titleWords(random, 3)}` : sentence(random, 65),
  )
  return chapter(`${titleWords(random, 5)}`, lines, {
    label: String(c + 1),
    doi: `10.5555/bench.${n}.${c + 1}`,
    openness: n % 4 === 0 && c > 1 ? 'closed' : 'open',
    pages: { first: String(c * 20 + 1), last: String(c * 20 + 20) },
    contributors: [contributor(nameOf(Math.floor(random() * 4000)))],
    summary: { kind: 'extract', paragraphs: [sentence(random, 80)], language: 'en' },
  })
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi wo ka le mi no pu ra se ti vo za'.split(' ')

const makeWord = (random: () => number): string =>
  Array.from(
    { length: 1 + Math.floor(random() * 3) },
    () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
  ).join('')

const WORDS = Array.from({ length: 4096 }, (_, i) => makeWord(randomFrom(i)))

const word = (random: () => number): string => WORDS[Math.floor(random() * WORDS.length)] ?? ''

function sentence(random: () => number, words: number): string {
  let text = word(random)
  for (let i = 1; i < words; i++) text += ` ${word(random)}`
  return `${text}.`
}

const titleWords = (random: () => number, count: number): string =>
  Array.from({ length: count }, () => {
    const lower = `${word(random)}${word(random)}`
    return lower.charAt(0).toUpperCase() + lower.slice(1)
  }).join(' ')

const nameOf = (person: number): string => titleWords(randomFrom(person + 90_000), 2)
