/**
 * Whole pages kept as bytes. A page that anyone may see is rendered once per place (language, press) and content version;
 * every further answer is a look-up and a write. Nothing here asks who may read: the key carries the access class.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { AccessWindow, Openness } from '#book'
import { toBytes } from './page-bytes.ts'

export type Rendered = {
  readonly status: number
  readonly contentType: string
  readonly body: string
  /** Link, Vary and the like: what belongs to the page, not to one answer. */
  readonly headers: Readonly<Record<string, string>>
  /** When what it shows last changed. */
  readonly lastModified: Date | null
  /** The ids of everything it shows: a notice about one of them drops the page. */
  readonly shows: readonly string[]
  /** From then on something on it is other; null or absent: nothing changes by itself. */
  readonly until?: Date | null
  /** What an answer with it gives its reader: told for each answer, also from here. */
  readonly given?: Given
}

/** What is given: enough of it to say how everybody stands to it, and to each part of it. */
export type GivenProduct = {
  readonly id: string
  readonly bookId: string
  readonly press: string
  readonly openness: Openness
  readonly window: AccessWindow
  readonly holds: readonly GivenProduct[]
}

/** What a reader is given by an answer, for those who count it and those who explain it. */
export type Given = {
  readonly product: GivenProduct
  readonly action: 'view' | 'read' | 'download'
  /** Which page of a long text; absent: the first, or no text. */
  readonly part?: number
  /** Somebody wanted to know why it opens or not. */
  readonly asked?: 'why'
  /** True: words of the text, a picture or a file are in the answer. */
  readonly text: boolean
  readonly decision: {
    readonly kind: 'open' | 'free' | 'licensed' | 'closed'
    readonly reasons: readonly { readonly kind: string }[]
    readonly through?: { readonly licenceId: string }
  }
}

export type CachedPage = Omit<Rendered, 'body'> & {
  readonly body: Buffer
  readonly gzip: Buffer
  readonly brotli: Buffer
  readonly etag: string
  readonly renderedAt: Date
  readonly renderMs: number
}

const packGzip = promisify(gzip)
const packBrotli = promisify(brotliCompress)

/** Compresses once, so that no answer pays for it. */
export async function packPage(rendered: Rendered, renderedAt: Date, renderMs: number): Promise<CachedPage> {
  const body = toBytes(rendered.body)
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const [zipped, brotli] = await Promise.all([
    packGzip(body, { level: 6 }),
    packBrotli(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  ])
  return { ...rendered, body, gzip: zipped, brotli, etag, renderedAt, renderMs }
}

/** Least recently used pages leave first. `bytes` counts all three encodings. */
export class PageCache {
  readonly #pages: LRUCache<string, CachedPage>
  readonly #keysShowing = new Map<string, Set<string>>()
  readonly #underWay = new Map<string, Promise<CachedPage>>()
  readonly keepsAny: boolean
  /** Counts forgettings: a page whose rendering began before one must not be kept after it. */
  #era = 0

  constructor(limitBytes: number) {
    this.keepsAny = limitBytes > 0
    this.#pages = new LRUCache({
      maxSize: Math.max(1, limitBytes),
      sizeCalculation: weigh,
      dispose: (page, key) => this.#unlink(page, key),
    })
  }

  get bytes(): number {
    return this.#pages.calculatedSize
  }

  get(key: string): CachedPage | undefined {
    const page = this.#pages.get(key)
    if (page?.until == null || Date.now() < page.until.getTime()) return page
    this.#pages.delete(key)
    return undefined
  }

  /** One rendering at a time per key: a swarm on a fresh page costs what one reader costs. */
  async remember(key: string, render: () => Promise<CachedPage>): Promise<CachedPage> {
    const known = this.get(key) ?? this.#underWay.get(key)
    if (known !== undefined) return known
    const era = this.#era
    const rendering = render()
    this.#underWay.set(key, rendering)
    try {
      const page = await rendering
      if (page.status === 200 && era === this.#era) this.#keep(key, page)
      return page
    } finally {
      if (this.#underWay.get(key) === rendering) this.#underWay.delete(key)
    }
  }

  /** Drops every page that shows this product; `'everything'` empties the cache. */
  forget(id: string | 'everything'): void {
    this.#era++
    this.#underWay.clear()
    if (id === 'everything') this.#pages.clear()
    else for (const key of [...(this.#keysShowing.get(id) ?? [])]) this.#pages.delete(key)
  }

  #keep(key: string, page: CachedPage): void {
    this.#pages.set(key, page)
    // One that is larger than all the room there is was not kept.
    if (!this.#pages.has(key)) return
    for (const id of page.shows) {
      const keys = this.#keysShowing.get(id) ?? new Set()
      keys.add(key)
      this.#keysShowing.set(id, keys)
    }
  }

  #unlink(page: CachedPage, key: string): void {
    for (const id of page.shows) {
      const keys = this.#keysShowing.get(id)
      keys?.delete(key)
      if (keys?.size === 0) this.#keysShowing.delete(id)
    }
  }
}

const weigh = (page: CachedPage): number => page.body.length + page.gzip.length + page.brotli.length + 1024
