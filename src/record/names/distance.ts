/**
 * How many letters one must change to make one key another (Damerau 1964, neighbours changing places included). A vowel for
 * a vowel is half a change: it is what ears and typists mistake most.
 */
export function distance(a: string, b: string): number {
  const width = b.length + 1
  let above = new Float64Array(width)
  let last = Float64Array.from({ length: width }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = new Float64Array(width)
    row[0] = i
    for (let j = 1; j <= b.length; j += 1) {
      const x = a[i - 1] ?? ''
      const y = b[j - 1] ?? ''
      const changed = x === y ? 0 : isVowel(x) && isVowel(y) ? 0.5 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + changed)
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) least = Math.min(least, (above[j - 2] ?? 0) + 1)
      row[j] = least
    }
    above = last
    last = row
  }
  return last[b.length] ?? 0
}

const isVowel = (letter: string): boolean => 'aeiou'.includes(letter)
