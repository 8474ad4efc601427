/** A name in one of the systems of romanisation that iuliia describes: by letter, by its neighbours, by the end of the word. */
type Mapping = { readonly [letters: string]: string }

export type Scheme = {
  readonly mapping: Mapping
  readonly prev_mapping?: Mapping | null
  readonly next_mapping?: Mapping | null
  readonly ending_mapping?: Mapping | null
  readonly samples: readonly (readonly [string, string])[]
}

export const romanise = (scheme: Scheme, text: string): string =>
  text.replace(/\p{L}+/gu, (word) => romaniseWord(scheme, word))

function romaniseWord({ mapping, prev_mapping, next_mapping, ending_mapping }: Scheme, word: string): string {
  const lower = word.toLowerCase()
  const ending = lower.length > 2 ? ending_mapping?.[lower.slice(-2)] : undefined
  const stem = ending === undefined ? lower : lower.slice(0, -2)
  const letters = [...stem].map((letter, i) => {
    const written =
      prev_mapping?.[(stem[i - 1] ?? '') + letter] ??
      next_mapping?.[letter + (stem[i + 1] ?? '')] ??
      mapping[letter] ??
      letter
    const isCapital = word[i] !== word[i]?.toLowerCase()
    return isCapital ? written.charAt(0).toUpperCase() + written.slice(1) : written
  })
  return letters.join('') + (ending ?? '')
}
