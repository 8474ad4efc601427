/** `chapterhouse collection …`: books that are licensed together, listed one by one or by a rule. */
import { fail, ok, type Result } from '#base'
import type { Database } from '#platform'
import type { Collection, CollectionRule } from '../collections/collection.ts'
import {
  addCollection,
  changeCollection,
  findCollection,
  listMemberships,
  removeCollection,
} from '../collections/collection-store.ts'
import { findAllCovered } from './find-covered.ts'

type Told<T> = Promise<Result<T, readonly string[]>>

export type RuleOptions = CollectionRule & {
  /** Every book of the press. */
  readonly everything?: boolean
}

export type CountedCollection = { readonly collection: Collection; readonly products: number }

/** With neither rule nor books it is empty, and waits. */
export async function addCollectionByCommand(
  db: Database,
  name: string,
  options: RuleOptions & { readonly press: string | null; readonly books?: readonly string[] },
): Told<CountedCollection> {
  const products = await findProducts(db, options.books ?? [])
  if (!products.ok) return products
  if (name.trim() === '') return fail(['Give the collection a name.'])
  const order = { name: name.trim(), press: options.press, rule: ruleOf(options), products: products.value }
  return count(db, await addCollection(db, order, new Date()))
}

export type CollectionChangeOptions = {
  readonly name?: string
  readonly put?: readonly string[]
  readonly take?: readonly string[]
}

export async function changeCollectionByCommand(
  db: Database,
  word: string,
  { name, put = [], take = [] }: CollectionChangeOptions,
): Told<CountedCollection> {
  const [found, list, unlist] = await Promise.all([
    findByName(db, word),
    findProducts(db, put),
    findProducts(db, take),
  ])
  if (!found.ok) return found
  if (!list.ok || !unlist.ok) return fail([list, unlist].flatMap((one) => (one.ok ? [] : one.error)))
  const change = { list: list.value, unlist: unlist.value, ...(name === undefined ? {} : { name }) }
  const changed = await changeCollection(db, found.value.id, change, new Date())
  return changed === null ? fail([missing(word)]) : count(db, changed)
}

export async function removeCollectionByCommand(db: Database, word: string): Told<Collection> {
  const found = await findByName(db, word)
  if (found.ok) await removeCollection(db, found.value.id)
  return found
}

async function findByName(db: Database, word: string): Told<Collection> {
  const found = await findCollection(db, word)
  return found === null ? fail([missing(word)]) : ok(found)
}

const missing = (word: string): string =>
  `There is no collection “${word}”. “chapterhouse collection list” lists them.`

function ruleOf({ everything, imprint, series, subject, year }: RuleOptions): CollectionRule | null {
  const said = Object.entries({ imprint, series, subject, year }).filter(([, slug]) => slug !== undefined)
  return said.length > 0 ? Object.fromEntries(said) : everything === true ? {} : null
}

async function findProducts(db: Database, words: readonly string[]): Told<readonly string[]> {
  const found = await findAllCovered(db, words, [])
  if (!found.ok) return found
  const ids = found.value.flatMap((covered) => (covered.kind === 'product' ? [covered.id] : []))
  return ids.length === words.length
    ? ok(ids)
    : fail(['A collection holds books and chapters, and no collections.'])
}

async function count(db: Database, collection: Collection): Told<CountedCollection> {
  return ok({ collection, products: (await listMemberships(db, [collection.id])).length })
}
