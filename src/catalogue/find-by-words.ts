/** Books by what is printed on them, for whoever comes with a reference and no address of ours. */
import { sql } from 'kysely'
import { normalizeSpace } from '#base'
import type { Database } from '#platform'
import { toSortKey } from './build-facets.ts'
import { toIdentifier } from './decide-same-book.ts'
import type { BookListing } from './shelf.ts'

/** Of every press, last come first. Thirteen digits, no hyphens. */
export async function findBooksByIsbn(
  db: Database,
  isbns: readonly string[],
): Promise<readonly BookListing[]> {
  const { rows } = await sql<{ listing: BookListing }>`
    select b.listing from book b
    where b.shelved and b.id in (
      select i.book_id from shelf s join book_identifier i on i.press = s.press
      where i.value = any(${isbns.map(toIdentifier)}))
    order by b.listed desc limit 20`.execute(db)
  return rows.map(({ listing }) => listing)
}

/** Those of this title, with or without its article and subtitle; by title. */
export async function findBooksByTitle(db: Database, title: string): Promise<readonly BookListing[]> {
  // Whether lists leave out the article depends on the language of the book.
  const begins = [...new Set([toSortKey(mainTitle(title)), plain(mainTitle(title))])].filter(
    (begin) => begin.length > 2,
  )
  const listings: BookListing[] = []
  for (const begin of begins) {
    const { rows } = await sql<{ listing: BookListing }>`
      select b.listing from facet f
      join book_facet bf on bf.facet_id = f.id and bf.title_key >= ${begin} and bf.title_key < ${`${begin}\u{10ffff}`}
      join book b on b.id = bf.book_id
      where f.kind = 'all' and f.slug = 'all'
      order by bf.title_key, bf.book_id limit 50`.execute(db)
    listings.push(...rows.map(({ listing }) => listing).filter((book) => isTitled(book, title)))
  }
  return listings.filter(({ id }, i) => listings.findIndex((other) => other.id === id) === i)
}

function isTitled({ title, subtitle }: BookListing, asked: string): boolean {
  const wanted = plain(asked)
  if ([title, `${title} ${subtitle ?? ''}`, mainTitle(title)].some((own) => plain(own) === wanted))
    return true
  // The reference has a subtitle that the book was sent without.
  return subtitle === null && plain(title) === plain(mainTitle(asked))
}

const mainTitle = (title: string): string => title.split(/\s*:\s|[;.]\s|\s[–—/]\s/)[0] ?? title

/** The articles that lists leave out in front. */
const ARTICLE = /^(?:(?:the|an?|les?|la|une?|der|die|das|eine?|el|los|las|il|lo|gli|i|het|de)\s+|l['’])/i

const plain = (title: string): string => toSortKey(normalizeSpace(title.replace(ARTICLE, '')))
