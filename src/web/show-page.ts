/**
 * From what a page shows to the answer: the page is made, timed and put into its shell with the diagnostics line of this
 * very rendering, then sent and kept.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerPage } from './answer.ts'
import type { Html } from './html.ts'
import { type Brand, type Page, renderLayout } from './layout.ts'
import type { Given, PageCache, Rendered } from './page-cache.ts'
import type { Place } from './place.ts'
import { ANYONE, type Reader } from './reader.ts'

export type House = {
  readonly cache: PageCache
  /** Id of the instance: the same stands in a header and in the log. */
  readonly instance: string
  readonly release: string
  readonly now: () => Date
  readonly readerOf: (request: FastifyRequest) => Promise<Reader>
  /** Told of every page that shows a product, also of one from the cache. */
  readonly onGiven?: (request: FastifyRequest, given: Given) => void
}

export type Shown =
  | (Omit<Page, 'place' | 'brand' | 'reader' | 'diagnostics' | 'main'> & {
      readonly kind: 'page'
      readonly place: Place
      readonly brand: Brand
      /** Called once what it shows is loaded: its time is the rendering time. */
      readonly main: () => Html
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly lastModified?: Date | null
      /** Ids of everything it shows: a notice about one of them drops it from the cache. */
      readonly shows: readonly string[]
      /** When something on it changes by itself. */
      readonly until?: Date | null
      readonly given?: Given
      readonly issues?: { readonly data: boolean; readonly content: boolean }
    })
  | { readonly kind: 'elsewhere'; readonly status: 301 | 302 | 303; readonly location: string }

export type ShownPage = {
  /** Everything that decides the bytes but the reader; null: never kept. */
  readonly key: string | null
  /** `shell`: nothing on it depends on who reads but the shell itself. */
  readonly dependsOn?: 'access' | 'shell'
  readonly load: () => Promise<Shown>
}

/** The key is made of the page's own and of its reader's class here, and nowhere else: no page can forget whom it is for. */
export async function showPage(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { key, dependsOn = 'access', load }: ShownPage,
): Promise<FastifyReply> {
  const reader = await house.readerOf(request)
  const readers = dependsOn === 'shell' ? reader.shellClass : reader.accessClass
  return answerPage(house.cache, request, reply, {
    key: key === null || readers === null ? null : `${readers} ${key}`,
    forAnyone: readers === ANYONE,
    render: async () => {
      const start = performance.now()
      return render(house, reader, await load(), start)
    },
    onGiven: (given) => house.onGiven?.(request, given),
  })
}

function render(house: House, reader: Reader, shown: Shown, start: number): Rendered {
  if (shown.kind === 'elsewhere') return redirection(shown)
  const main = shown.main()
  const text = renderLayout({
    ...shown,
    main,
    reader,
    diagnostics: {
      instance: house.instance,
      release: house.release,
      milliseconds: performance.now() - start,
      rendered: house.now(),
      hasDataIssue: shown.issues?.data ?? null,
      hasContentIssue: shown.issues?.content ?? null,
    },
  }).text
  return {
    status: shown.status ?? 200,
    contentType: 'text/html; charset=utf-8',
    body: text,
    headers: { 'content-language': shown.place.language, ...shown.headers },
    lastModified: shown.lastModified ?? null,
    shows: [...shown.shows, ...reader.institutions.map(({ id }) => id)],
    until: shown.until ?? null,
    ...(shown.given === undefined ? {} : { given: shown.given }),
  }
}

const redirection = ({ status, location }: Extract<Shown, { kind: 'elsewhere' }>): Rendered => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: `${location}\n`,
  headers: { location },
  lastModified: null,
  shows: [],
})

/** The same for everyone who comes to this place, but for what `showPage` adds of the reader. */
export const pageKey = (place: Place, press: string | null, path: string): string =>
  [place.origin, place.base, press ?? '', place.language, path].join(' ')
