/** What a licence or a code is to open, as an operator names it; and its name again, for lists. */
import { fail, ok, type Result } from '#base'
import { findNamed } from '#catalogue'
import { findProduct } from '#citations'
import type { Database } from '#platform'
import { findCollection } from '../collections/collection-store.ts'
import type { Covered } from '../visitor.ts'

/** `press:aldine`, `collection:history`, the id of a book or a chapter, the address of its page, its DOI. */
export async function findCovered(
  db: Database,
  word: string,
  presses: readonly string[],
): Promise<Result<Covered, string>> {
  const [, kind, name = ''] = /^(press|collection):(.+)$/.exec(word) ?? []
  if (kind === 'press')
    return presses.includes(name)
      ? ok({ kind: 'press', slug: name })
      : fail(
          `There is no press “${name}”; there ${presses.length === 1 ? 'is' : 'are'}: ${presses.join(', ')}.`,
        )
  if (kind === 'collection') {
    const collection = await findCollection(db, name)
    return collection === null
      ? fail(`There is no collection “${name}”. “chapterhouse collection list” lists them.`)
      : ok({ kind: 'collection', id: collection.id })
  }
  const id = await findId(db, word)
  if (id === null)
    return fail(
      `“${word}” is not on the shelf. Name a book or a chapter by its id or the address of its page, or write press:… or collection:….`,
    )
  return ok({ kind: 'product', id })
}

async function findId(db: Database, word: string): Promise<string | null> {
  const id = await findNamed(db, word)
  const found = id === null ? null : await findProduct(db, id)
  return found === null || found.kind === 'withdrawn' ? null : id
}

export async function findAllCovered(
  db: Database,
  words: readonly string[],
  presses: readonly string[],
): Promise<Result<readonly Covered[], readonly string[]>> {
  const found = await Promise.all(words.map((word) => findCovered(db, word, presses)))
  const problems = found.flatMap((one) => (one.ok ? [] : [one.error]))
  return problems.length > 0 ? fail(problems) : ok(found.flatMap((one) => (one.ok ? [one.value] : [])))
}

/** As one would call it, so that a list can be read. */
export async function nameCovered(db: Database, covered: Covered): Promise<string> {
  if (covered.kind === 'press') return `press:${covered.slug}`
  if (covered.kind === 'collection')
    return `collection:${(await findCollection(db, covered.id))?.slug ?? `${covered.id} (removed)`}`
  const found = await findProduct(db, covered.id)
  if (found === null || found.kind === 'withdrawn') return `${covered.id} (withdrawn)`
  return found.kind === 'book' ? found.book.title : `${found.chapter.title}, in ${found.book.title}`
}
