/** All SQL on collections. What follows a rule is written down, so that a decision never has to ask the shelf. */
import { sql } from 'kysely'
import { newId, toSlug } from '#base'
import { findStanding, listBooksOnAll } from '#catalogue'
import { type Database, inTransaction, postNotice } from '#platform'
import { belongs, type Collection, type CollectionRule, toFacets } from './collection.ts'

export async function addCollection(
  db: Database,
  order: {
    readonly name: string
    readonly press: string | null
    readonly rule: CollectionRule | null
    readonly products?: readonly string[]
  },
  now: Date,
): Promise<Collection> {
  return await inTransaction(db, async (tx) => {
    const id = newId()
    const rule = order.rule === null ? null : JSON.stringify(order.rule)
    const slug = await freeSlug(tx, toSlug(order.name))
    const { rows } = await sql<Collection>`
      insert into collection (id, press, slug, name, rule, made)
      values (${id}, ${order.press}, ${slug}, ${order.name}, ${rule}::text::jsonb, ${now})
      returning id, press, slug, name, rule, made`.execute(tx)
    const [made] = rows
    if (made === undefined) throw new Error(`The collection “${order.name}” could not be written`)
    await listMembers(tx, id, order.products ?? [], now)
    await followRule(tx, made, now)
    await tell(tx, [id])
    return made
  })
}

/** Two presses may both have a "History". */
async function freeSlug(db: Database, slug: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`
    select slug from collection where slug = ${slug} or slug like ${`${slug}-%`}`.execute(db)
  const taken = new Set(rows.map((row) => row.slug))
  for (let n = 2; taken.has(slug); n++) if (!taken.has(`${slug}-${n}`)) return `${slug}-${n}`
  return slug
}

export type CollectionChange = {
  readonly name?: string
  readonly rule?: CollectionRule | null
  readonly list?: readonly string[]
  readonly unlist?: readonly string[]
}

/** Null: there is no such collection. */
export async function changeCollection(
  db: Database,
  id: string,
  change: CollectionChange,
  now: Date,
): Promise<Collection | null> {
  return await inTransaction(db, async (tx) => {
    const old = await findCollection(tx, id)
    if (old === null) return null
    const next: Collection = {
      ...old,
      name: change.name ?? old.name,
      rule: change.rule === undefined ? old.rule : change.rule,
    }
    const rule = next.rule === null ? null : JSON.stringify(next.rule)
    await sql`update collection set name = ${next.name}, rule = ${rule}::text::jsonb where id = ${id}`.execute(
      tx,
    )
    await sql`delete from collection_member
      where collection_id = ${id} and not by_rule and product_id = any(${[...(change.unlist ?? [])]})`.execute(
      tx,
    )
    await listMembers(tx, id, change.list ?? [], now)
    await followRule(tx, next, now)
    await tell(tx, [id])
    return next
  })
}

/** Licences that name it go on naming it, and cover nothing by it any more. */
export async function removeCollection(db: Database, id: string): Promise<boolean> {
  return await inTransaction(db, async (tx) => {
    const { rows } = await sql`delete from collection where id = ${id} returning id`.execute(tx)
    if (rows.length > 0) await tell(tx, [id])
    return rows.length > 0
  })
}

export async function findCollection(db: Database, idOrSlug: string): Promise<Collection | null> {
  const { rows } = await sql<Collection>`
    select id, press, slug, name, rule, made from collection where id = ${idOrSlug} or slug = ${idOrSlug}`.execute(
    db,
  )
  return rows[0] ?? null
}

export type ListedCollection = Collection & { readonly products: number }

export async function listCollections(
  db: Database,
  query: { readonly press?: string } = {},
): Promise<readonly ListedCollection[]> {
  const { rows } = await sql<ListedCollection>`
    select id, press, slug, name, rule, made,
      (select count(*)::integer from collection_member m where m.collection_id = c.id) as products
    from collection c
    where ${query.press ?? null}::text is null or press is null or press = ${query.press ?? null}
    order by name, id`.execute(db)
  return rows
}

export type Membership = { readonly collectionId: string; readonly productId: string }

/** Of all collections, or of these. */
export async function listMemberships(
  db: Database,
  collectionIds?: readonly string[],
): Promise<readonly Membership[]> {
  const { rows } = await sql<Membership>`
    select collection_id as "collectionId", product_id as "productId" from collection_member
    ${collectionIds === undefined ? sql`` : sql`where collection_id = any(${[...collectionIds]})`}`.execute(
    db,
  )
  return rows
}

/** In which collections this product stands. */
export async function listCollectionsOf(db: Database, productId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select collection_id as id from collection_member where product_id = ${productId} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Puts a book where the rules want it, and takes it from where they no longer do. */
export async function placeInCollections(db: Database, bookId: string, now: Date): Promise<void> {
  const standing = await findStanding(db, bookId)
  const wanted = (await listRuled(db))
    .filter((collection) => standing !== null && belongs(collection, standing))
    .map(({ id }) => id)
  await sql`delete from collection_member
    where product_id = ${bookId} and by_rule and collection_id <> all(${wanted}::text[])`.execute(db)
  await sql`insert into collection_member (collection_id, product_id, by_rule, added)
    select id, ${bookId}, true, ${now} from collection where id = any(${wanted}::text[])
    on conflict do nothing`.execute(db)
}

/** All of them, for whoever starts and may have missed a book. */
export async function followAllRules(db: Database, now: Date): Promise<void> {
  for (const collection of await listRuled(db)) await followRule(db, collection, now)
}

const listRuled = async (db: Database): Promise<readonly Collection[]> => {
  const { rows } = await sql<Collection>`
    select id, press, slug, name, rule, made from collection where rule is not null`.execute(db)
  return rows
}

async function followRule(db: Database, collection: Collection, now: Date): Promise<void> {
  const { id, press, rule } = collection
  const wanted = rule === null ? [] : [...(await listBooksOnAll(db, { press, facets: toFacets(rule) }))]
  await sql`delete from collection_member
    where collection_id = ${id} and by_rule and product_id <> all(${wanted}::text[])`.execute(db)
  await sql`insert into collection_member (collection_id, product_id, by_rule, added)
    select ${id}, book, true, ${now} from unnest(${wanted}::text[]) as given (book)
    on conflict do nothing`.execute(db)
}

/** A book that is listed stays when its rule no longer wants it. */
async function listMembers(db: Database, id: string, products: readonly string[], now: Date): Promise<void> {
  await sql`
    insert into collection_member (collection_id, product_id, by_rule, added)
    select ${id}, product, false, ${now} from unnest(${[...products]}::text[]) as given (product)
    on conflict (collection_id, product_id) do update set by_rule = false`.execute(db)
}

const tell = (tx: Database, collectionIds: readonly string[]) =>
  postNotice(tx, { kind: 'collections-changed', collectionIds })
