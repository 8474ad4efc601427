/**
 * What a reader types and what an institution is called, brought to the same letters: small, without accents, one word at a
 * time. A reader finds an institution by the beginning of any of its words, and by its initials.
 */

/** Letters that lose nothing by decomposition and are yet typed without their stroke or ligature. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'n', ə: 'e' },
}

/** At most this many are looked for. */
const MOST_WORDS = 8

export const toPlainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıħŋə]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC')
    .replace(/['’ʼ`´.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Longest first: it tells the most. */
export const toTypedWords = (text: string): readonly string[] =>
  [...new Set(toPlainLetters(text.slice(0, 200)).split(' '))]
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .sort((a, b) => b.length - a.length)

/** Three letters, or one sign of a script that writes a word with it. */
export const isEnoughTyped = (text: string): boolean => {
  const plain = toPlainLetters(text)
  return plain.replaceAll(' ', '').length >= 3 || UNSPACED.test(plain)
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** Small words, which initials leave out (MIT, ENS) or keep (UCLA: Los Angeles). */
const ENGLISH = new Set('of the and for at in on'.split(' '))
const ANY = new Set([
  ...[...ENGLISH, ...'de du des la le les et l d a à aux der die das und für von zu'.split(' ')],
  ...'del della di dei e y los las da do dos das van het en i og'.split(' '),
])

export function toFinderWords(names: readonly string[], city: string | null): readonly string[] {
  const found = new Set<string>()
  for (const name of names) {
    const words = toPlainLetters(name).split(' ')
    for (const word of words) for (const part of partsOf(word)) found.add(part)
    for (const initials of initialsOf(words)) found.add(initials)
  }
  for (const word of toPlainLetters(city ?? '').split(' ')) found.add(word)
  found.delete('')
  return [...found].map((word) => word.slice(0, 80))
}

/** Where words are written without spaces, one may begin at any sign. */
const partsOf = (word: string): readonly string[] =>
  UNSPACED.test(word) ? Array.from(word, (_, i) => Array.from(word).slice(i).join('')) : [word]

function initialsOf(words: readonly string[]): readonly string[] {
  const without = (small: ReadonlySet<string>) =>
    words
      .filter((word) => !small.has(word))
      .map((word) => word[0] ?? '')
      .join('')
  return [without(new Set()), without(ENGLISH), without(ANY)].filter((text) => text.length > 1)
}
