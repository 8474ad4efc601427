/** Every address to be asked for: those that the press's own staff finds on the pages, and those that somebody would guess. */
import { sql } from 'kysely'
import type { Database } from '#platform'
import type { Ask, Asker } from './asking.fixture.ts'
import type { Shelved } from './shelf.fixture.ts'

export type Known = {
  readonly links: ReadonlySet<string>
  readonly slugs: ReadonlyMap<string, string>
  /** By the name of a parameter. */
  readonly values: Readonly<Record<string, readonly string[]>>
  /** For any other. */
  readonly guesses: readonly string[]
}

const GUESS = '0123456789abcdef'

export async function lookAround(
  { db, shelved }: { readonly db: Database; readonly shelved: Shelved },
  ask: Ask,
  staff: Asker,
): Promise<Known> {
  const slugs = new Map(
    Object.entries(shelved.ids).map(([name, id]) => [id, shelved.slugs[name as keyof Shelved['slugs']]]),
  )
  const pages = [...slugs].flatMap(([id, slug]) => [`/books/${slug}/${id}`, `/chapters/${slug}/${id}`])
  const links = new Set(pages)
  const preview = `/console/preview/${shelved.handedIn}`
  const [, previewed = preview] = /"location":"([^"]+)"/.exec((await ask(preview, staff)).seen) ?? []
  const crawled = [
    '/',
    '/books',
    '/sitemap.xml',
    '/console',
    '/record/petrel-record',
    ...pages,
    new URL(previewed, 'http://x').pathname,
  ]
  for (const page of crawled)
    for (const [, link = ''] of (await ask(page, staff)).seen.matchAll(/(?:href|src)=\\?"(\/[^"#?\\]*)/g))
      links.add(link)
  const names = await listed(db, sql`select name as value from media`)
  const anchors = await listed(
    db,
    sql`select distinct block->>0 as value from chapter_anchors, json_array_elements(live) block limit 6`,
  )
  const files = [...links].flatMap((link) => /^\/files\/[^/]+\/(.+)$/.exec(link)?.[1] ?? [])
  const ids = [...slugs.keys(), GUESS]
  return {
    ...{ links, slugs, guesses: [shelved.ids.closed, GUESS] },
    values: {
      id: ids,
      slug: ['x'],
      section: ['1', '2'],
      name: [...names, 'cover.svg'],
      fileName: [...files.slice(0, 1), 'book.epub'],
      anchor: anchors,
      record: ['petrel-record', 'petrel-record@v1'],
      file: ids.flatMap((id, i) => [id, `${id}.${['ris', 'bib', 'json'][i % 3]}`]),
      '*': ['10.5555/petrels', '10.5555/petrels.2'],
    },
  }
}

async function listed(db: Database, query: ReturnType<typeof sql>): Promise<readonly string[]> {
  const { rows } = await sql<{ value: string }>`${query}`.execute(db)
  return rows.map(({ value }) => value)
}

/** Of one route: what is linked to, and every value that is known put in every place. */
export function addressesOf(route: string, { links, slugs, values, guesses }: Known): readonly string[] {
  const shape = new RegExp(
    `^${route.replaceAll(/[.+]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}$`,
  )
  let filled: readonly string[] = [route]
  for (const [place = ''] of route.matchAll(/:\w+|\*/g)) {
    if (place === ':slug') continue
    const wanted = values[place.replace(':', '')] ?? guesses
    filled = filled.flatMap((address) => wanted.map((value) => address.replace(place, encodeURI(value))))
  }
  const named = filled.map((address) =>
    address.replace(':slug', slugs.get([...slugs.keys()].find((id) => address.includes(id)) ?? '') ?? 'x'),
  )
  return [...new Set([...[...links].filter((link) => shape.test(link)), ...named])]
}
