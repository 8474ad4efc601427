/** The words of a name as somebody wrote it: without titles and ranks, and with what stands in brackets as another form. */

export type NameWords = {
  /** In the order in which they are said; a name that is written “Family, Given” is turned round. */
  readonly words: readonly string[]
  /** How many of them, from the end, are the family's; null: the name does not say. */
  readonly family: number | null
}

const TITLES = new Set(
  (
    'mr mrs ms miss dr prof professor sir dame lord lady baron count prince princess madame mme monsieur m-r herr frau ' +
    'rev reverend fr father bishop president präsident senator minister ambassador general gen lieutenant lt major maj ' +
    'colonel col captain capt marshal admiral adm vice rear commander cmdr brigadier sergeant sgt corporal private chief premier ' +
    'army air force aviation fleet soviet union generalissimo field third second first rank comrade shaikh sheikh haji ' +
    'hajji of the and jr sr ii iii iv esq na гн г-н господин генерал полковник майор капитан маршал'
  ).split(' '),
)

export function parseName(name: string): NameWords {
  const plain = name
    .normalize('NFC')
    .replace(/[“”"«»„][^“”"«»„]*[“”"«»„]/gu, ' ')
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, ' ')
    .replace(/,?\s*\b(?:Jr|Sr|I{2,3}|IV)\b\.?/gu, ' ')
  const [family = '', ...rest] = plain.split(',').map(wordsOf)
  const given = rest.flat()
  const words = given.length > 0 ? [...given, ...family] : [...family]
  if (words.length > 0)
    return { words: withoutRepeats(words), family: given.length > 0 ? family.length : null }
  return { words: splitWords(name), family: null }
}

const wordsOf = (text: string): readonly string[] =>
  splitWords(text).filter((word) => !TITLES.has(word.toLowerCase()))

/** Initials that run together are several words: `V.S.` */
const splitWords = (text: string): readonly string[] =>
  text
    .replace(/(?<=\p{Lu})\.(?=\p{L})/gu, '. ')
    .split(/[\s.·・,;/_]+|(?<=\p{L})[-‐‑–](?=\p{L})/u)
    .map((word) => word.replace(/^['’ʼ`-]+|['’ʼ`-]+$/gu, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))

const withoutRepeats = (words: readonly string[]): readonly string[] =>
  words.filter((word, at) => words[at - 1]?.toLowerCase() !== word.toLowerCase())

/** In Latin letters a Russian initial may have two: `Ya.` */
export const isInitial = (word: string): boolean => /^(?:\p{L}|Ya|Yu|Ye|Zh|Ch|Sh|Kh|Ts)$/u.test(word)

/** Forms in brackets, `Semenov (Semyonov), Vladimir`: each is the name with the other word in its place. */
export function otherForms(name: string): readonly string[] {
  const bracket = /(\p{L}[\p{L}'’-]*)\s*\((\p{L}[\p{L}'’-]*)\)/u.exec(name)
  return bracket === null ? [] : [name.replace(bracket[0], bracket[2] ?? '')]
}
