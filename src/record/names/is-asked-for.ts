/** Whether somebody who types this may mean one of these names: every word of it begins one of the name's, however it is spelled. */
import { foldWord } from './fold-name.ts'

export function isAskedFor(query: string, names: readonly string[]): boolean {
  const asked = query.split(WORDS).filter((word) => word !== '')
  if (asked.length === 0) return true
  return names.some((name) => {
    const words = name
      .split(WORDS)
      .filter((word) => word !== '')
      .map((word) => [...foldWord(word), plain(word)])
    return asked.every((word) =>
      words.some((keys) =>
        [...foldWord(word), plain(word)].some(
          (begin) => begin !== '' && keys.some((key) => key.startsWith(begin)),
        ),
      ),
    )
  })
}

/** Half a word folds to something else than the beginning of the whole, so it may also begin it as it is written. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

const WORDS = /[^\p{L}\p{N}'’ʼ]+/u
