/**
 * From what a page shows to the answer: the page is made, timed and put into its shell with the diagnostics line of this
 * very rendering, then sent and kept.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerPage } from './answer.ts'
import type { Html } from './html.ts'
import { type Brand, type Page, renderLayout } from './layout.ts'
import type { PageCache, Rendered } from './page-cache.ts'
import type { Place } from './place.ts'

export type House = {
  readonly cache: PageCache
  /** Id of the instance: the same stands in a header and in the log. */
  readonly instance: string
  readonly release: string
  readonly now: () => Date
}

export type Shown =
  | (Omit<Page, 'place' | 'brand' | 'diagnostics' | 'main'> & {
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
      readonly issues?: { readonly data: boolean; readonly content: boolean }
    })
  | { readonly kind: 'elsewhere'; readonly status: 301 | 302 | 303; readonly location: string }

/** `key`: everything that decides the bytes; null: never kept. */
export const showPage = (
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { readonly key: string | null; readonly load: () => Promise<Shown> },
): Promise<FastifyReply> =>
  answerPage(house.cache, request, reply, {
    key: page.key,
    render: async () => {
      const start = performance.now()
      return render(house, await page.load(), start)
    },
  })

function render(house: House, shown: Shown, start: number): Rendered {
  if (shown.kind === 'elsewhere') return redirection(shown)
  const main = shown.main()
  const text = renderLayout({
    ...shown,
    main,
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
    shows: shown.shows,
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

/** The same for everyone who comes to this place with this right to read. */
export const pageKey = (place: Place, press: string | null, path: string, access = 'everyone'): string =>
  [place.origin, place.base, press ?? '', place.language, access, path].join(' ')
