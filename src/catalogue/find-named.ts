import { isId } from '#base'
import type { Database } from '#platform'
import { findBooksByIsbn } from './find-by-words.ts'
import { findByDoi } from './find-places.ts'

/** The id that somebody means who writes it, the address of its page, its DOI or an ISBN. It may be nobody's: ask for it. */
export async function findNamed(db: Database, word: string): Promise<string | null> {
  const doi = word.trim().replace(/^https?:\/\/(dx\.)?doi\.org\//i, '')
  if (doi.startsWith('10.')) return (await findByDoi(db, doi))?.id ?? null
  const digits = word.replace(/[\s-]/g, '')
  if (/^97[89]\d{10}$/.test(digits)) return (await findBooksByIsbn(db, [digits]))[0]?.id ?? null
  return word.trim().split(/[/?#]/).find(isId) ?? null
}
