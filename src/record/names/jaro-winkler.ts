/**
 * How alike two words are, from 0 to 1, by the letters that stand in both at about the same place, less for those that stand in
 * another order (Jaro 1989); the more so where they begin alike (Winkler 1990), as what people mistype mostly does.
 */
export function jaroWinkler(a: string, b: string): number {
  const likeness = jaro(a, b)
  return likeness + alikeAtFirst(a, b) * OF_BEGINNING * (1 - likeness)
}

const OF_BEGINNING = 0.1
const LONGEST_BEGINNING = 4

function jaro(a: string, b: string): number {
  if (a === b) return 1
  const within = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Set<number>()
  const ofA: string[] = []
  for (const [i, letter] of [...a].entries()) {
    const last = Math.min(b.length - 1, i + within)
    for (let j = Math.max(0, i - within); j <= last; j += 1) {
      if (b[j] !== letter || taken.has(j)) continue
      taken.add(j)
      ofA.push(letter)
      break
    }
  }
  const common = ofA.length
  if (common === 0) return 0
  const ofB = [...taken].sort((x, y) => x - y).map((j) => b[j])
  const swapped = ofA.filter((letter, i) => letter !== ofB[i]).length / 2
  return (common / a.length + common / b.length + (common - swapped) / common) / 3
}

function alikeAtFirst(a: string, b: string): number {
  let length = 0
  while (length < LONGEST_BEGINNING && length < a.length && a[length] === b[length]) length += 1
  return length
}
