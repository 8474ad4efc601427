/** What a reference refers to, among what is on the shelf. */
import { type BookListing, findBook, findBooksByIsbn, findBooksByTitle, findByDoi } from '#catalogue'
import type { Database } from '#platform'
import { paths } from '#web'
import { decideChapter } from './decide-chapter.ts'
import type { Reference } from './parse-openurl.ts'

export type Referent =
  | { readonly kind: 'found'; readonly path: string }
  /** Several books may be meant. */
  | { readonly kind: 'several'; readonly books: readonly BookListing[] }
  | { readonly kind: 'none' }

/** The DOI says it exactly; an ISBN names a book, or a set of volumes; a title may be anybody's. */
export async function findReferent(
  db: Database,
  reference: Reference,
  press: string | null,
): Promise<Referent> {
  for (const doi of reference.dois) {
    const found = await findByDoi(db, doi)
    if (found !== null)
      return { kind: 'found', path: found.kind === 'book' ? paths.book(found) : paths.chapter(found) }
  }
  const byIsbn = await findBooksByIsbn(db, reference.isbns)
  const byTitle =
    byIsbn.length === 0 && reference.bookTitle !== null ? await findBooksByTitle(db, reference.bookTitle) : []
  return choose(db, reference, ofPress([...byIsbn, ...byTitle], press))
}

/** On a press's own place its own books; where it has none of that name, everybody's. */
function ofPress(books: readonly BookListing[], press: string | null): readonly BookListing[] {
  const own = books.filter((book) => book.press === press)
  return own.length > 0 ? own : books
}

async function choose(db: Database, reference: Reference, books: readonly BookListing[]): Promise<Referent> {
  const likely = narrow(
    narrow(books, (book) => isTitled(book, reference)),
    (book) => isBy(book, reference),
  )
  const [only] = likely
  if (only === undefined) return { kind: 'none' }
  if (likely.length > 1) return { kind: 'several', books: likely }
  const found = reference.ofChapter ? await findBook(db, only.id) : null
  const chapter = found?.kind === 'book' ? decideChapter(reference, found.contents) : null
  return { kind: 'found', path: chapter === null ? paths.book(only) : paths.chapter(chapter) }
}

/** What speaks for some of them decides between them; what speaks for none decides nothing. */
function narrow<T>(all: readonly T[], fits: (one: T) => boolean): readonly T[] {
  const fitting = all.filter(fits)
  return fitting.length > 0 ? fitting : all
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

const isTitled = (book: BookListing, { bookTitle }: Reference): boolean =>
  bookTitle !== null && plain(bookTitle).startsWith(plain(book.title))

const isBy = (book: BookListing, { author, year }: Reference): boolean =>
  (author !== null &&
    book.contributors.some(({ name }) => plain(name).includes(plain(author.split(' ').at(-1) ?? '')))) ||
  (year !== null && String(book.printYear) === year)
