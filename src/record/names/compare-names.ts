/**
 * How alike two names are, from 0 to 1: word by word, in whatever order they stand, by their folded keys. An initial stands for
 * any word it begins; a word that only one of them has (a patronymic, a title) takes little away, and a word that
 * contradicts one of the other's takes much. The figures were fixed by cross-validation over real pairs; see the handbook.
 */
import { distance } from './distance.ts'
import { foldWord } from './fold-name.ts'
import { isSameGivenName } from './given-names.ts'
import { isInitial, type NameWords, otherForms, parseName } from './parse-name.ts'

export type Tuning = {
  /** From how alike two words count as one. */
  readonly word: number
  /** What a pair of words that contradict each other takes away, for each letter. */
  readonly contradiction: number
  /** What a word takes away that only one of them has. */
  readonly extra: number
  /** How alike an initial and its word are. */
  readonly initial: number
  /** How alike a name of one word and a longer one that has it can be at most. */
  readonly single: number
  /** From how alike two names count as one. */
  readonly same: number
}

export const TUNING: Tuning = {
  word: 0.66,
  contradiction: 1,
  extra: 0.1,
  initial: 0.9,
  single: 0.85,
  same: 0.75,
}

export const isSameName = (a: string, b: string): boolean => compareNames(a, b) >= TUNING.same

export function compareNames(a: string, b: string, tuning: Tuning = TUNING): number {
  const forms = (name: string) => [name, ...otherForms(name)].map(parseName)
  let best = 0
  for (const one of forms(a))
    for (const other of forms(b)) best = Math.max(best, compareWords(one, other, tuning))
  return best
}

function compareWords(a: NameWords, b: NameWords, tuning: Tuning): number {
  if (a.words.length === 0 || b.words.length === 0) return 0
  const pairs = alike(a, b, tuning)
  const usedA = new Set<number>()
  const usedB = new Set<number>()
  let sum = 0
  let weight = 0
  let inFull = 0
  for (const { i, j, likeness, letters, joined } of pairs) {
    const as = joined === 'a' ? [i, i + 1] : [i]
    const bs = joined === 'b' ? [j, j + 1] : [j]
    if (as.some((at) => usedA.has(at)) || bs.some((at) => usedB.has(at))) continue
    for (const at of as) usedA.add(at)
    for (const at of bs) usedB.add(at)
    sum += likeness * letters
    weight += letters
    if (!isInitial(a.words[i] ?? '') && !isInitial(b.words[j] ?? '')) inFull += 1
  }
  if (inFull === 0) return 0
  const leftA = a.words.filter((_, at) => !usedA.has(at))
  const leftB = b.words.filter((_, at) => !usedB.has(at))
  const [fewer, more] = lettersOf(leftA) < lettersOf(leftB) ? [leftA, leftB] : [leftB, leftA]
  const contradicted = lettersOf(fewer)
  const extra = Math.max(0, lettersOf(more) - contradicted)
  const isSingle = Math.min(a.words.length, b.words.length) === 1 && a.words.length !== b.words.length
  if (isSingle) return (tuning.single * sum) / (weight + contradicted)
  return sum / (weight + contradicted * tuning.contradiction * 2 + extra * tuning.extra)
}

const lettersOf = (words: readonly string[]): number =>
  words.reduce((sum, word) => sum + (isInitial(word) ? 2 : Math.max(2, word.length)), 0)

type Pair = {
  readonly i: number
  readonly j: number
  readonly likeness: number
  readonly letters: number
  /** Whose word and the next make one of the other's: `Patr ushev`. */
  readonly joined: 'a' | 'b' | null
}

/** Every pair of words that may be one, the likeliest first. */
function alike(a: NameWords, b: NameWords, tuning: Tuning): readonly Pair[] {
  const pairs: Pair[] = []
  const note = (i: number, j: number, likeness: number, letters: number, joined: Pair['joined']) => {
    if (likeness >= tuning.word) pairs.push({ i, j, likeness, letters, joined })
  }
  a.words.forEach((one, i) => {
    b.words.forEach((other, j) => {
      const letters = Math.min(Math.max(one.length, 2), Math.max(other.length, 2))
      note(i, j, compareWord(one, other, tuning), letters, null)
      const nextA = a.words[i + 1]
      const nextB = b.words[j + 1]
      if (nextA !== undefined && one.length + nextA.length <= other.length + 1)
        note(i, j, compareWord(one + nextA, other, tuning), other.length, 'a')
      if (nextB !== undefined && other.length + nextB.length <= one.length + 1)
        note(i, j, compareWord(one, other + nextB, tuning), one.length, 'b')
    })
  })
  // Of equals the pair that says more: the longer, and the one that stands in the same place.
  return pairs.sort(
    (x, y) => y.likeness - x.likeness || y.letters - x.letters || Math.abs(x.i - x.j) - Math.abs(y.i - y.j),
  )
}

/** Marks are the first thing that gets lost: Vučić, Vucic. */
const unmarked = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

const begins = (whole: string, part: string): boolean => part !== '' && whole.startsWith(part)

function compareWord(a: string, b: string, { initial }: Tuning): number {
  const keysA = foldWord(a)
  const keysB = foldWord(b)
  if (isInitial(a) || isInitial(b))
    return keysA.some((x) => keysB.some((y) => begins(x, y) || begins(y, x))) ? initial : 0
  if (keysA.some((key) => keysB.includes(key)) || unmarked(a) === unmarked(b)) return 1
  if (isSameGivenName(keysA, keysB)) return 0.95
  let best = 0
  for (const x of keysA)
    for (const y of keysB) best = Math.max(best, 1 - distance(x, y) / Math.max(x.length, y.length))
  return best
}
