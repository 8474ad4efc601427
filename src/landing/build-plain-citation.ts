/**
 * A citation in the house style, as one line of text: for the eye on the page and for the foot of an offprint. Every other
 * style is `citations`' own.
 */
import type { Book, Chapter } from '#book'
import { type Language, listFormat } from '#web'
import { wholeTitle } from './frame.ts'

type CitedBook = Pick<
  Book,
  'title' | 'subtitle' | 'contributors' | 'imprint' | 'printYear' | 'firstOnline' | 'edition' | 'identifiers'
>
type CitedChapter = Pick<Chapter, 'title' | 'subtitle' | 'contributors' | 'pages' | 'doi'>

export function buildPlainCitation(
  book: CitedBook,
  chapter: CitedChapter | null,
  permalink: string,
  language: Language,
): string {
  const t = TERMS[language]
  const doi = chapter === null ? book.identifiers.doi : chapter.doi
  const address = doi === null ? permalink : `https://doi.org/${doi}`
  const authors = named(authorsOf(chapter, book), language)
  const edited = chapter !== null && chapter.contributors.length > 0 ? editorsOf(book) : []
  const published = [book.edition, [book.imprint, year(book)].filter((part) => part !== null).join(', ')]
    .filter((part) => part !== null && part !== '')
    .join('; ')
  return [
    authors,
    ...(chapter === null ? [] : [t.quoted(wholeTitle(chapter))]),
    `${chapter === null ? '' : t.in}${wholeTitle(book)}${edited.length === 0 ? '' : `, ${t.edited} ${names(edited, language)}`}${published === '' ? '' : ` (${published})`}`,
    ...(chapter?.pages ? [t.pages(chapter.pages.first, chapter.pages.last)] : []),
    address,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

const TERMS = {
  en: {
    quoted: (title: string) => `“${title}”`,
    in: 'in ',
    edited: 'edited by',
    editors: (n: number) => (n === 1 ? ' (ed.)' : ' (eds)'),
    others: 'and others',
    pages: (first: string, last: string) => (first === last ? `p. ${first}` : `pp. ${first}–${last}`),
  },
  fr: {
    quoted: (title: string) => `« ${title} »`,
    in: 'dans ',
    edited: 'sous la direction de',
    editors: () => ' (dir.)',
    others: 'et al.',
    pages: (first: string, last: string) => (first === last ? `p. ${first}` : `p. ${first}-${last}`),
  },
} as const

const MOST_NAMES = 3

function names(
  contributors: readonly { readonly name: string; readonly role: string }[],
  language: Language,
): string {
  const t = TERMS[language]
  const shown = contributors.length > MOST_NAMES ? contributors.slice(0, 1) : contributors
  const joined = listFormat(language).format(shown.map(({ name }) => name))
  return contributors.length > MOST_NAMES ? `${joined} ${t.others}` : joined
}

/** Editors that stand in the place of authors are told from them. */
const named = (contributors: ReturnType<typeof authorsOf>, language: Language): string =>
  contributors[0]?.role === 'editor'
    ? `${names(contributors, language)}${TERMS[language].editors(contributors.length)}`
    : names(contributors, language)

/** A chapter without contributors of its own is by the book's. */
const authorsOf = (chapter: CitedChapter | null, book: CitedBook) => {
  const own = chapter === null || chapter.contributors.length === 0 ? book.contributors : chapter.contributors
  const authors = own.filter(({ role }) => role === 'author')
  return authors.length > 0 ? authors : own.filter(({ role }) => role === 'editor')
}

const editorsOf = (book: CitedBook) => book.contributors.filter(({ role }) => role === 'editor')

const year = ({ printYear, firstOnline }: CitedBook): string => String(printYear ?? firstOnline.slice(0, 4))
