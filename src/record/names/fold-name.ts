/**
 * One key for all the ways a name is spelled when it passes from one alphabet into another: Берия, Beria, Beriya and Berija
 * are one. Cyrillic, Greek and Georgian letters are written in Latin ones; then what the systems of romanisation write
 * differently is written alike: kh, h and x; zh and ž; shch, šč and ŝ; ya, ia, ja and â; the soft sign not at all.
 *
 * Some letters can be read in two ways: j is a glide to Germans and zh to the French, c is k or ts. Such a word has several
 * keys, and is another if they have one in common.
 */

const CYRILLIC: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'yo', є: 'ye', ж: 'zh', з: 'z', и: 'i' },
    ...{ і: 'i', ї: 'yi', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't' },
    ...{ у: 'u', ў: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '' },
    ...{ э: 'e', ю: 'yu', я: 'ya', ј: 'y', љ: 'ly', њ: 'ny', ћ: 'ch', ђ: 'dzh', џ: 'dzh', ѕ: 'dz' },
    ...{
      ќ: 'k',
      ѓ: 'g',
      қ: 'k',
      ғ: 'g',
      ң: 'n',
      ө: 'o',
      ү: 'u',
      ұ: 'u',
      һ: 'h',
      ә: 'a',
      ѣ: 'e',
      ѳ: 'f',
      ҳ: 'h',
    },
  }),
)

const GREEK: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
    ...{
      ν: 'n',
      ξ: 'ks',
      ο: 'o',
      π: 'p',
      ρ: 'r',
      σ: 's',
      ς: 's',
      τ: 't',
      υ: 'y',
      φ: 'f',
      χ: 'h',
      ψ: 'ps',
      ω: 'o',
    },
  }),
)

const GEORGIAN: ReadonlyMap<string, string> = new Map(
  [...'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ'].map((letter, i) => [
    letter,
    'a b g d e v z t i k l m n o p zh r s t u p k g k sh ch ts dz ts ch kh j h'.split(' ')[i] ?? '',
  ]),
)

/** Latin letters that lose something when their marks are taken off. ISO 9 and the scientific system write with marks. */
const MARKED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ š: 'sh', ž: 'zh', č: 'ch', ŝ: 'shch', ć: 'ch', ś: 's', ź: 'z', ż: 'zh', û: 'yu', ë: 'yo', ŭ: 'u' },
    ...{
      ß: 'ss',
      ø: 'o',
      æ: 'ae',
      œ: 'oe',
      ł: 'l',
      đ: 'd',
      ð: 'd',
      þ: 'th',
      ı: 'i',
      ş: 'sh',
      ç: 'ch',
      ğ: 'g',
    },
  }),
)

const toLatin = (word: string): string =>
  [...word.replace(/\p{Script=Greek}/gu, unmarked)]
    .map(
      (letter) =>
        CYRILLIC.get(letter) ?? GREEK.get(letter) ?? GEORGIAN.get(letter) ?? MARKED.get(letter) ?? letter,
    )
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')

const unmarked = (letters: string): string => letters.normalize('NFD').replace(/\p{M}+/gu, '')

const VOWEL = '[aeou]'

/** In order. Capitals are sounds that Latin letters have no single sign for: S sh, Z zh, C ch, H kh. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/s(?:h|)tch|sc?htsch|chtch|shch|shh/g, 'SC'],
  [/dzh|dj(?=[aeiou])/g, 'dZ'],
  [/tsch|tch/g, 'C'],
  [/zh/g, 'Z'],
  [/sh/g, 'S'],
  [/^ch(?=[rl])|kh/g, 'H'],
  [/ch/g, 'C'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/gh|gu(?=[ei])/g, 'g'],
  [/ck|q/g, 'k'],
  [/t[csz]/g, 'T'],
  [/w/g, 'v'],
  [/ou/g, 'u'],
  [new RegExp(`eh(?!${VOWEL})`, 'g'), 'e'],
  [/h/g, 'H'],
  [/(?<=[oe])ff$/, 'v'],
  [/ine$/, 'in'],
  // A glide before a vowel says only that the vowel is soft; yo and e are one letter in Russian.
  [/[iy]+o(?=.)/g, 'e'],
  [/(?<=[SCZT])o/g, 'e'],
  [new RegExp(`[iy]+(?=${VOWEL})`, 'g'), ''],
  [/[iy]+/g, 'i'],
  [/(.)\1+/g, '$1'],
]

/** `j` before anything but a vowel is never a glide to the French. */
const READINGS: readonly (readonly [RegExp, readonly [string, string]])[] = [
  [/(?<!t)sch(?!tsch)/, ['sh', 'shch']],
  [/(?<!s|t|h)ch(?!tch)/, ['ch', 'sh']],
  [/sc(?!h)/, ['sk', 'shch']],
  [/cz/, ['ch', 'ts']],
  [/(?<=t)c(?!h)/, ['s', 's']],
  [/ck/, ['k', 'tsk']],
  [/c(?=[eiy])/, ['s', 'ts']],
  [/c(?![hkz])/, ['k', 'ts']],
  [/x/, ['ks', 'kh']],
  [/j/, ['y', 'zh']],
  [/â/, ['a', 'ya']],
]
const MOST_READINGS = 8

/** The keys of one word, the likeliest first. */
export function foldWord(word: string): readonly string[] {
  const known = folded.get(word)
  if (known !== undefined) return known
  const lower = word.normalize('NFC').toLowerCase()
  const bare = toLatin(lower.replaceAll('â', '\u0001'))
    .replaceAll('\u0001', 'â')
    .replace(/[^\p{L}\p{N}]|\p{Lm}/gu, '')
  const keys = [...new Set(readingsOf(bare).map(fold))]
  if (folded.size > MOST_KEPT) folded.clear()
  folded.set(word, keys)
  return keys
}

/** The words of names come again and again. */
const folded = new Map<string, readonly string[]>()
const MOST_KEPT = 50_000

function readingsOf(word: string): readonly string[] {
  let words = [word]
  for (const [pattern, ways] of READINGS) {
    for (let i = 0; i < words.length && words.length < MOST_READINGS; ) {
      const each = words[i] ?? ''
      if (!pattern.test(each)) {
        i += 1
        continue
      }
      // One reading all through: nobody writes j for two letters in one word.
      const all = new RegExp(pattern.source, 'g')
      words = [...words.slice(0, i), ...ways.map((way) => each.replace(all, way)), ...words.slice(i + 1)]
      i += ways.length
    }
  }
  return words
}

const fold = (word: string): string => FOLDS.reduce((text, [pattern, by]) => text.replace(pattern, by), word)
