/** Entries that may be one and the same, to be looked at: a suggestion, never a decision. */
import { compareNames, TUNING } from './compare-names.ts'
import { foldWord } from './fold-name.ts'
import { isInitial, parseName } from './parse-name.ts'

export type Named = { readonly id: string; readonly names: readonly string[] }

export type Alike = {
  readonly ids: readonly [string, string]
  readonly names: readonly [string, string]
  readonly likeness: number
}

/** A word that so many share tells nobody apart. */
const TOO_COMMON = 100

/** The likeliest first. Only entries that have a word in common, however it is spelled, are held together. */
export function findAlike(entries: readonly Named[]): readonly Alike[] {
  const having = new Map<string, Set<number>>()
  entries.forEach(({ names }, at) => {
    for (const key of names.flatMap(keysOfName)) having.set(key, (having.get(key) ?? new Set()).add(at))
  })
  const best = new Map<string, Alike>()
  for (const block of having.values()) {
    if (block.size > TOO_COMMON) continue
    const ordered = [...block].sort((a, b) => a - b)
    ordered.forEach((one, i) => {
      for (const other of ordered.slice(i + 1)) {
        const pair = `${one} ${other}`
        const [a, b] = [entries[one], entries[other]]
        if (best.has(pair) || a === undefined || b === undefined) continue
        best.set(pair, likest(a, b))
      }
    })
  }
  return [...best.values()]
    .filter(({ likeness }) => likeness >= TUNING.same)
    .sort((a, b) => b.likeness - a.likeness || (a.ids[0] < b.ids[0] ? -1 : 1))
}

/** Its words, folded: whoever is of a like name has one of them. */
export const keysOfName = (name: string): readonly string[] =>
  parseName(name)
    .words.filter((word) => !isInitial(word))
    .flatMap(foldWord)

/** The two forms of their names that are most alike. */
export function likest(a: Named, b: Named): Alike {
  let best: Alike = { ids: [a.id, b.id], names: [a.names[0] ?? '', b.names[0] ?? ''], likeness: 0 }
  for (const one of a.names)
    for (const other of b.names) {
      const likeness = compareNames(one, other)
      if (likeness > best.likeness) best = { ids: [a.id, b.id], names: [one, other], likeness }
    }
  return best
}
