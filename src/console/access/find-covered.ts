/** What staff name by a word: and only what belongs to a press they work for. */
import { type Covered, findCollection } from '#access'
import { findBook, findChapter, findNamed } from '#catalogue'
import type { Database } from '#platform'
import type { Clerk } from '../clerk.ts'

type Reach = Pick<Clerk, 'presses' | 'ofSite'>

/** Null: nothing of theirs is called so. */
export async function findCovered(db: Database, reach: Reach, word: string): Promise<Covered | null> {
  const [, kind, name = ''] = /^(press|collection):\s*(.+)$/i.exec(word) ?? []
  if (kind?.toLowerCase() === 'press')
    return reach.presses.includes(name) ? { kind: 'press', slug: name } : null
  const covered: Covered | null =
    kind === undefined ? await findProduct(db, word) : await collectionOf(db, name)
  return covered !== null && (await isWithin(db, reach, covered)) ? covered : null
}

async function collectionOf(db: Database, name: string): Promise<Covered | null> {
  const found = await findCollection(db, name)
  return found === null ? null : { kind: 'collection', id: found.id }
}

async function findProduct(db: Database, word: string): Promise<Covered | null> {
  const id = await findNamed(db, word)
  return id === null ? null : { kind: 'product', id }
}

/** Whose it is is asked each time: an id may be anybody's. */
export async function isWithin(db: Database, { presses, ofSite }: Reach, covered: Covered): Promise<boolean> {
  if (covered.kind === 'press') return presses.includes(covered.slug)
  if (covered.kind === 'collection') {
    const press = (await findCollection(db, covered.id))?.press
    return press === undefined ? false : press === null ? ofSite : presses.includes(press)
  }
  const book = await findBook(db, covered.id)
  if (book !== null) return presses.includes(book.kind === 'book' ? book.book.press : book.press)
  const chapter = await findChapter(db, covered.id)
  return chapter !== null && presses.includes(chapter.kind === 'chapter' ? chapter.book.press : chapter.press)
}

export async function areWithin(db: Database, reach: Reach, covers: readonly Covered[]): Promise<boolean> {
  if (reach.ofSite) return true
  for (const covered of covers) if (!(await isWithin(db, reach, covered))) return false
  return covers.length > 0
}

/** One on a line. The first that is not found is told. */
export async function findAllCovered(
  db: Database,
  reach: Reach,
  text: string,
): Promise<{ readonly covers: readonly Covered[]; readonly unknown: string | null }> {
  const covers: Covered[] = []
  for (const word of text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')) {
    const found = await findCovered(db, reach, word)
    if (found === null) return { covers, unknown: word }
    covers.push(found)
  }
  return { covers, unknown: null }
}
