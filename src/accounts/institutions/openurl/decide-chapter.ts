/** Which chapter of a book a reference means. */
import { normalizeSpace } from '#base'
import type { PageRange } from '#book'
import type { Reference } from './parse-openurl.ts'

export type ReferredChapter = {
  readonly id: string
  readonly slug: string
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
  readonly pages: PageRange | null
}

/** By its title, else by its first page. Null: by neither, or by several. */
export function decideChapter(
  reference: Pick<Reference, 'chapterTitle' | 'startPage'>,
  chapters: readonly ReferredChapter[],
): ReferredChapter | null {
  const { chapterTitle, startPage } = reference
  const titled = chapterTitle === null ? [] : chapters.filter((chapter) => isTitled(chapter, chapterTitle))
  const beginning =
    startPage === null ? [] : chapters.filter(({ pages }) => samePage(pages?.first, startPage))
  const both = titled.filter((chapter) => beginning.includes(chapter))
  const only = [both, titled, beginning].find(({ length }) => length === 1)
  return only?.[0] ?? null
}

/** With its number in front or without: “3. The Voice”, “The Voice: an Essay”. */
function isTitled({ label, title, subtitle }: ReferredChapter, asked: string): boolean {
  const wanted = plain(asked)
  const names = [
    title,
    `${title} ${subtitle ?? ''}`,
    `${label ?? ''} ${title}`,
    `chapter ${label ?? ''} ${title}`,
  ]
  return wanted !== '' && names.some((name) => plain(name) === wanted)
}

const plain = (text: string): string =>
  normalizeSpace(
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' '),
  )

const samePage = (first: string | undefined, asked: string): boolean =>
  first !== undefined &&
  first.toLowerCase().replace(/^0+(?=.)/, '') === asked.toLowerCase().replace(/^0+(?=.)/, '')
