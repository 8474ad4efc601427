/** docs/handbook/contents.yaml: which files make the handbook, in which order. */
import { parse } from 'yaml'
import { z } from 'zod'
import type { HandbookEntry } from './handbook.ts'

const FILE = z.string().regex(/^[a-z0-9/-]+\.md$/)

const CONTENTS = z.strictObject({
  title: z.string(),
  subtitle: z.string(),
  /** The day of the release it describes. */
  modified: z.iso.datetime(),
  front: z.array(FILE),
  parts: z.array(z.strictObject({ part: FILE, chapters: z.array(FILE) })),
  appendices: z.array(FILE),
})

export type HandbookContents = {
  readonly title: string
  readonly subtitle: string
  readonly modified: string
  readonly entries: readonly Omit<HandbookEntry, 'markdown'>[]
}

/** Parts are numbered I, II …, chapters 1, 2 … through the whole book, appendices A, B …. */
export function parseContents(yaml: string): HandbookContents {
  const { title, subtitle, modified, front, parts, appendices } = CONTENTS.parse(parse(yaml))
  const before = (n: number) => parts.slice(0, n).reduce((sum, { chapters }) => sum + chapters.length, 0)
  return {
    title,
    subtitle,
    modified,
    entries: [
      ...front.map((path) => ({ kind: 'front' as const, path, label: null })),
      ...parts.flatMap(({ part, chapters }, n) => [
        { kind: 'part' as const, path: part, label: ROMAN[n] ?? null },
        ...chapters.map((path, i) => ({ kind: 'chapter' as const, path, label: String(before(n) + i + 1) })),
      ]),
      ...appendices.map((path, i) => ({ kind: 'appendix' as const, path, label: LETTERS[i] ?? null })),
    ],
  }
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI']
const LETTERS = 'ABCDEFGHIJKL'
