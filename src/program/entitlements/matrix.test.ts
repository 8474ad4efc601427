/**
 * The entitlement matrix. Its rows are the addresses of the built site, as its router lists them; its columns every kind of
 * visitor. What can show a text is asked for by everybody at every address; in each row everybody also asks by HEAD, packed, in
 * part, and with the tag that the press's staff was given, one after the other, so that a page kept for one is met by the next.
 * Every answer is searched for words planted in the texts.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { grantLicence, revokeLicence } from '#access'
import type { Database } from '#platform'
import { paths, type Shows } from '#web'
import { type ListedRoute, routesOf } from '../http/app.ts'
import { withSite } from '../http/site.fixture.ts'
import { addressesOf, type Known, lookAround } from './addresses.fixture.ts'
import { type Answer, type Ask, openAsking, PLAIN, type Way } from './asking.fixture.ts'
import { type ProductName, SECRETS, type Shelved, shelveBooks } from './shelf.fixture.ts'
import { makeVisitors, type Visitor } from './visitors.fixture.ts'

const HOST = 'books.example.org'
const ORIGIN = `http://${HOST}`
const SECRET_KEY = 'matrix'.repeat(8)

type Matrix = {
  readonly db: Database
  readonly routes: readonly ListedRoute[]
  readonly shelved: Shelved
  readonly visitors: readonly Visitor[]
  readonly ask: Ask
}

async function withMatrix(use: (matrix: Matrix) => Promise<void>): Promise<void> {
  let shelf: Shelved | null = null
  let all: readonly Visitor[] = []
  await withSite(
    { PUBLIC_URL: ORIGIN, TRUSTED_PROXIES: '127.0.0.1', SECRET_KEY },
    async (app, { db }) => {
      const listening = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
      const { ask, close } = openAsking(Number(listening.port), HOST)
      assert.ok(shelf)
      try {
        await use({ db, routes: routesOf(app), shelved: shelf, visitors: all, ask })
      } finally {
        close()
      }
    },
    async (place) => {
      shelf = await shelveBooks(place)
      all = await makeVisitors({ db: place.db, secretKey: SECRET_KEY, origin: ORIGIN, shelved: shelf })
    },
  )
}

type Part = keyof typeof SECRETS

const isPart = (word: string): word is Part => word in SECRETS

const mayRead = ({ reads }: Visitor, part: ProductName | 'draft') =>
  part === 'open' || part === 'free' || reads.includes(part)
const mayTake = ({ takes }: Visitor, part: ProductName | 'draft') =>
  part === 'open' || part === 'free' || (part !== 'draft' && takes.includes(part))

/** Whether words of this part may stand in what such a route shows to this visitor. */
function isTheirs(visitor: Visitor, shows: Shows, part: Part): boolean {
  if (shows === 'file') return mayTake(visitor, part)
  return (shows === 'text' || shows === 'media') && mayRead(visitor, part)
}

function partsIn({ seen }: Answer, { picture }: Shelved): readonly Part[] {
  const parts = Object.keys(SECRETS)
    .filter(isPart)
    .filter((part) => SECRETS[part].some((word) => seen.includes(word)))
  const shown = seen.includes(picture.toString('latin1'))
  return shown && !parts.includes('closed') ? [...parts, 'closed'] : parts
}

/** What the staff sees at one address: whoever is answered by the same tag is told the same. */
type Whole = { readonly etag: string | null; readonly parts: readonly Part[] }

function findLeak(
  { shows, whole }: { readonly shows: Shows; readonly whole: Whole },
  visitor: Visitor,
  answer: Answer,
  shelved: Shelved,
): string | null {
  const words = partsIn(answer, shelved).find((part) => !isTheirs(visitor, shows, part))
  if (words !== undefined) return `words of “${words}”`
  const kept = whole.parts.find((part) => !isTheirs(visitor, shows, part))
  if (kept === undefined || whole.etag === null) return null
  if (answer.status === 304) return `that “${kept}” is unchanged`
  return answer.etag === whole.etag ? `the tag of “${kept}”` : null
}

const HEAD: Way = { name: 'HEAD', method: 'HEAD', headers: {} }

/** Ways round whatever looks at a plain request. */
function waysRound(tag: string): readonly Way[] {
  const get = (name: string, headers: Way['headers']): Way => ({ name, method: 'GET', headers })
  return [
    HEAD,
    get('packed', { 'accept-encoding': 'br' }),
    get('zipped', { 'accept-encoding': 'gzip' }),
    get('first part', { range: 'bytes=0-1999' }),
    get('last part', { range: 'bytes=2000-' }),
    get('same tag', { 'if-none-match': tag }),
    get('same packed', { 'if-none-match': tag.replace(/"$/, '-br"') }),
    get('part of the same', { range: 'bytes=0-', 'if-range': tag }),
  ]
}

type Row = { readonly route: string; readonly shows: Shows; readonly addresses: readonly string[] }
type Seen = { readonly address: string; readonly shows: Shows; readonly whole: Whole }

const showsTexts = (shows: Shows): boolean => shows === 'text' || shows === 'media' || shows === 'file'

describe('the entitlement matrix', () => {
  it('shows each visitor what is theirs, at every address there is, and nobody anything else', () =>
    withMatrix(async (matrix) => {
      const { routes, visitors } = matrix
      const looking = routes.filter(({ method }) => method === 'GET')
      const shown = routes.filter(({ method, shows }) => method === 'POST' && showsTexts(shows ?? 'text'))
      assert.deepEqual(shown, [], 'What shows a text is asked for by GET')
      assert.deepEqual(
        looking.filter(({ shows }) => shows === null).map(({ url }) => url),
        [],
        'A route says what it can show: { config: { shows: … } }',
      )
      const known = await lookAround(matrix, matrix.ask, named(visitors, 'staff'))
      const rows = looking.map(
        ({ url, shows }): Row => ({
          route: url,
          shows: shows ?? 'nothing',
          addresses: addressesOf(url, known),
        }),
      )
      const sheet = openSheet(matrix)
      await eachOf(rows, (row) => (showsTexts(row.shows) ? sheet.fillWhole(row) : sheet.fillSample(row)))
      console.log(toTable(rows, visitors, sheet.given))
      console.log(
        `${rows.length} routes × ${visitors.length} visitors: ${sheet.asked()} answers, ${sheet.leaks.length} leaks`,
      )
      assert.deepEqual(sheet.leaks, [])
      assert.deepEqual(listWithheld(rows, visitors, sheet), [])
      await eachOf(visitors, (visitor) => isGivenTheirs(matrix, known, visitor))
      await isTakenBack(matrix, known)
    }))
})

function openSheet({ ask, shelved, visitors }: Matrix) {
  const staff = named(visitors, 'staff')
  const leaks: string[] = []
  /** How many addresses of a route gave a visitor words of any text. */
  const given = new Map<string, number>()
  /** Of each route, the parts that it shows to staff. */
  const parts = new Map<string, Set<Part>>()
  let asked = 0
  const look = async (address: string, shows: Shows): Promise<Seen> => {
    const { etag, ...first } = await ask(address, staff)
    return { address, shows, whole: { etag, parts: partsIn({ etag, ...first }, shelved) } }
  }
  const put = async (seen: Seen, visitor: Visitor, way: Way): Promise<Answer> => {
    const answer = await ask(seen.address, visitor, way)
    asked++
    const leak = findLeak(seen, visitor, answer, shelved)
    if (leak !== null) leaks.push(`${visitor.name}: ${way.name} ${seen.address} gives ${leak}`)
    return answer
  }
  const putPlain = async (route: string, seen: Seen, visitor: Visitor): Promise<void> => {
    const gives = partsIn(await put(seen, visitor, PLAIN), shelved).length > 0
    const cell = `${route} ${visitor.name}`
    given.set(cell, (given.get(cell) ?? 0) + Number(gives))
  }
  return {
    ...{ leaks, given, parts, asked: () => asked },
    /** Everybody wherever there is a text, some where there is none; and every way round, at two that have something to hide. */
    fillWhole: async ({ route, shows, addresses }: Row): Promise<void> => {
      let hiding = 0
      await eachOf(addresses, async (address) => {
        const seen = await look(address, shows)
        parts.set(route, new Set([...(parts.get(route) ?? []), ...seen.whole.parts]))
        const shown = seen.whole.parts.length > 0
        for (const [i, visitor] of visitors.entries())
          if (shown || i % 4 === address.length % 4) await putPlain(route, seen, visitor)
        const hides = seen.whole.parts.some((part) => !isTheirs(named(visitors, 'stranger'), shows, part))
        if (!hides || hiding++ > 1) return
        const ways = waysRound(seen.whole.etag ?? '"none"')
        for (const visitor of hiding === 1 ? visitors : visitors.toReversed())
          for (const way of ways) await put(seen, visitor, way)
      })
    },
    /**
     * What shows no text to anybody shows none to strangers and staff at any address. What knows of books is asked by all
     * others at some; what knows of none, by some of them.
     */
    fillSample: async ({ route, shows, addresses }: Row): Promise<void> => {
      const all: Seen[] = []
      for (const address of addresses) {
        const seen = await look(address, shows)
        all.push(seen)
        await putPlain(route, seen, named(visitors, 'stranger'))
        await putPlain(route, seen, staff)
      }
      for (const [i, visitor] of visitors.entries()) {
        if (shows === 'nothing' && i % 9 !== route.length % 9) continue
        const seen = all[i % all.length]
        assert.ok(seen)
        await putPlain(route, seen, visitor)
        if (i % 3 === route.length % 3) await put(seen, visitor, HEAD)
      }
    },
  }
}

const AT_ONCE = 4

async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const run = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
}

const cellOf = (given: ReadonlyMap<string, number>, { route }: Row, { name }: Visitor): number =>
  given.get(`${route} ${name}`) ?? 0

/**
 * A row that shows closed texts to the staff shows some of them to each who may have them, beside what everybody has. The
 * console is for those who work here alone.
 */
function listWithheld(
  rows: readonly Row[],
  visitors: readonly Visitor[],
  { given, parts }: Pick<ReturnType<typeof openSheet>, 'given' | 'parts'>,
): readonly string[] {
  const stranger = named(visitors, 'stranger')
  const forReaders = rows.filter(({ route }) => !route.startsWith(paths.console))
  return forReaders.flatMap((row) => {
    const closed = [...(parts.get(row.route) ?? [])].filter((part) => !isTheirs(stranger, row.shows, part))
    return visitors
      .filter((visitor) => closed.some((part) => isTheirs(visitor, row.shows, part)))
      .filter((visitor) => cellOf(given, row, visitor) <= cellOf(given, row, stranger))
      .map(({ name }) => `${row.route} is withheld from ${name}`)
  })
}

/** Nothing is withheld either: the text, the picture and the files of all they may have. */
async function isGivenTheirs({ ask, shelved }: Matrix, { links }: Known, visitor: Visitor): Promise<void> {
  for (const part of Object.keys(SECRETS).filter(isPart)) {
    if (part === 'draft') continue
    const page = await ask(`/chapters/${shelved.slugs[part]}/${shelved.ids[part]}`, visitor)
    assert.equal(page.status, 200)
    for (const word of SECRETS[part].filter((one) => !one.endsWith('note') || mayRead(visitor, 'notes')))
      if (mayRead(visitor, part)) assert.ok(page.seen.includes(word), `${visitor.name} reads “${word}”`)
      else assert.ok(!page.seen.includes(word), `${visitor.name} does not read “${word}”`)
  }
  for (const product of ['open', 'closed', 'other', 'free', 'book', 'early', 'earlyBook'] as const) {
    const file = [...links].find((link) => link.startsWith(`/files/${shelved.ids[product]}/`))
    assert.ok(file, `Staff is offered a file of “${product}”`)
    const answer = await ask(file, visitor)
    const wanted = mayTake(visitor, product)
    const said = `${visitor.name} takes “${product}”: ${answer.seen.slice(0, 300)}`
    assert.equal(answer.status, wanted ? 200 : 403, said)
    const part = product === 'book' ? 'closed' : product === 'earlyBook' ? 'early' : product
    assert.equal(partsIn(answer, shelved).includes(part), wanted)
  }
  const preview = [...links].find((link) => /^\/console\/preview\/.*\/chapters\//.test(link))
  assert.ok(preview, 'Staff is shown a draft')
  assert.equal((await ask(preview, visitor)).seen.includes('Draftgull'), mayRead(visitor, 'draft'))
  const picture = [...links].find((link) => link.startsWith(`/media/${shelved.ids.closed}/`))
  assert.ok(picture)
  assert.equal((await ask(picture, visitor)).status, mayRead(visitor, 'closed') ? 200 : 404)
}

/** What is withdrawn is closed within a minute, on pages that are kept and to who has their tag as well. */
async function isTakenBack({ db, shelved, visitors, ask }: Matrix, { links }: Known): Promise<void> {
  const reader = named(visitors, 'campus, no licence')
  const address = `/chapters/${shelved.slugs.closed}/${shelved.ids.closed}`
  const others = [...links].filter(
    (link) => /^\/(files|media)\//.test(link) && link.includes(shelved.ids.closed),
  )
  assert.ok(others.length >= 2)
  const reads = async () => (await ask(address, reader)).seen.includes('Closedpetrel')
  const opens = () => Promise.all(others.map(async (other) => (await ask(other, reader)).status === 200))
  assert.equal(await reads(), false)
  assert.ok(!(await opens()).includes(true))
  const { rows } = await sql<{ id: string }>`select id from institution where name = 'Bare College'`.execute(
    db,
  )
  const by = { now: new Date(), by: 'test' }
  const covers = [{ kind: 'product', id: shelved.ids.book }] as const
  const holder = { kind: 'institution', id: rows[0]?.id ?? '' } as const
  const { licence } = await grantLicence(db, { kind: 'trial', covers, holder }, by)
  await until(reads)
  await reads()
  assert.ok(!(await opens()).includes(false))
  const { etag } = await ask(address, reader)
  await revokeLicence(db, { id: licence.id }, by)
  const milliseconds = await until(async () => !(await reads()))
  console.log(`withdrawn from kept pages after ${milliseconds} ms`)
  assert.ok(milliseconds < 60_000)
  assert.ok(!(await opens()).includes(true))
  const again = await ask(address, reader, { ...PLAIN, headers: { 'if-none-match': etag ?? '' } })
  assert.equal(again.status, 200)
  assert.ok(!again.seen.includes('Closedpetrel'))
}

const named = (visitors: readonly Visitor[], wanted: string): Visitor => {
  const found = visitors.find(({ name }) => name === wanted)
  assert.ok(found)
  return found
}

async function until(holds: () => Promise<boolean>): Promise<number> {
  const begun = Date.now()
  while (!(await holds())) {
    assert.ok(Date.now() - begun < 60_000, 'It did not come to hold within a minute')
    await new Promise((later) => setTimeout(later, 25))
  }
  return Date.now() - begun
}

/** How many addresses of a route gave each visitor words of a text. Rows without any are counted, not drawn. */
function toTable(
  rows: readonly Row[],
  visitors: readonly Visitor[],
  given: ReadonlyMap<string, number>,
): string {
  const drawn = rows.filter((row) => visitors.some((visitor) => cellOf(given, row, visitor) > 0))
  const lines = drawn.map((row) => {
    const cells = visitors.map((visitor) => String(cellOf(given, row, visitor) || '·').padStart(4)).join('')
    return `${row.route.padEnd(44)}${cells}  of ${row.addresses.length}`
  })
  const legend = visitors.map(({ name }, i) => `${String(i + 1).padStart(2)} ${name}`)
  const head = `${''.padEnd(44)}${visitors.map((_, i) => String(i + 1).padStart(4)).join('')}`
  const rest = `… and ${rows.length - drawn.length} routes that gave no word of any text to anybody`
  return [...legend, '', head, ...lines, rest].join('\n')
}
