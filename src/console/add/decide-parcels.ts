/**
 * Which of the files that somebody chose belong together. A zip is a parcel by itself. A book.yaml belongs to the one EPUB
 * that came with it, or to the one of the same name; pictures belong to the one book.yaml there is. What belongs to nothing is
 * told, not passed over.
 */

export type ChosenParcel = {
  /** As the person who chose it would call it. */
  readonly name: string
  /** Indices of the files. */
  readonly files: readonly number[]
}

export type ChosenParcels = { readonly parcels: readonly ChosenParcel[]; readonly unused: readonly number[] }

export function decideParcels(names: readonly string[]): ChosenParcels {
  const of = (pattern: RegExp) => names.flatMap((name, i) => (pattern.test(name) ? [i] : []))
  const [epubs, zips, yamls] = [of(/\.k?epub$/i), of(/\.zip$/i), of(/\.ya?ml$/i)]
  const others = names.flatMap((_, i) => ([...epubs, ...zips, ...yamls].includes(i) ? [] : [i]))
  const name = (i: number) => names[i] ?? ''
  const alone = (i: number): ChosenParcel => ({ name: name(i), files: [i] })
  const [only] = yamls
  if (only !== undefined && yamls.length === 1 && epubs.length <= 1) {
    const together = { name: name(epubs[0] ?? only), files: [...epubs, only, ...others] }
    return { parcels: [together, ...zips.map(alone)], unused: [] }
  }
  const stem = (i: number) =>
    name(i)
      .toLowerCase()
      .replace(/\.[a-z]+$/, '')
  const pairs = epubs.map((epub): ChosenParcel => {
    const own = yamls.find((yaml) => stem(yaml) === stem(epub))
    return { name: name(epub), files: own === undefined ? [epub] : [epub, own] }
  })
  const paired = new Set(pairs.flatMap(({ files }) => files))
  const records = yamls.filter((yaml) => !paired.has(yaml)).map(alone)
  return { parcels: [...pairs, ...records, ...zips.map(alone)], unused: others }
}
