import { jaroWinkler } from '../names/jaro-winkler.ts'

type Near = { readonly word: string; readonly distance: number; readonly likeness: number }

/** The word that was probably meant: the nearest, if it is near; of equals the one that begins most alike. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  const most = Math.max(1, Math.floor(wanted.length / 3))
  let best: Near | null = null
  for (const candidate of known) {
    const distance = distanceOf(wanted, candidate.toLowerCase(), best?.distance ?? most)
    if (distance === null) continue
    const likeness = jaroWinkler(wanted, candidate.toLowerCase())
    if (best === null || distance < best.distance || likeness > best.likeness)
      best = { word: candidate, distance, likeness }
    if (distance === 0) break
  }
  return best?.word ?? null
}

/** Letters to add, drop, change or swap with their neighbour; null: more than `most`. */
function distanceOf(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  let twoAbove: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (twoAbove[j - 2] ?? 0) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return null
    twoAbove = above
    above = row
  }
  const distance = above[b.length] ?? 0
  return distance <= most ? distance : null
}
