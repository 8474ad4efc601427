/**
 * The pages of a draft, for staff alone. They stand under an address of their own, laid out as the public ones are, so that
 * every link between them leads to the next preview.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goTo } from '#accounts'
import { type DraftPreview, findDraft, previewDraft } from '#catalogue'
import { renderBookPreview, renderChapterPreview } from '#landing'
import { href, html, type Part, type Place, paths, sendFile, trusted } from '#web'
import { admit, type Clerk } from '../clerk.ts'
import { at, consolePath } from '../console-page.ts'
import type { ConsoleDeps } from '../deps.ts'
import { showMissing } from '../show-console.ts'
import { findHandedIn } from './handed-in-store.ts'
import { words } from './words.ts'

type WithId = { Params: { id: string } }
type Product = { Params: { id: string; product: string; section?: string } }
type Named = { Params: { id: string; name: string } }

export function previewRoutes(app: FastifyInstance, deps: ConsoleDeps): void {
  const base = `${consolePath('preview')}/:id`
  const text = { config: { shows: 'text' } } as const
  const media = { config: { shows: 'media' } } as const
  app.get<WithId>(base, text, (request, reply) =>
    whenDraft(deps, request, reply, async (clerk, { book }) =>
      goTo(reply, href(previewPlace(clerk.place, request.params.id), paths.book(book.book))),
    ),
  )
  app.get<Product>(`${base}/books/:slug/:product`, text, (request, reply) =>
    whenDraft(deps, request, reply, (clerk, preview) => {
      const frame = frameOf(deps, clerk, request.params.id, preview)
      return show(deps, request, reply, clerk, preview, renderBookPreview(deps, frame, preview))
    }),
  )
  for (const path of [`${base}/chapters/:slug/:product`, `${base}/chapters/:slug/:product/:section`])
    app.get<Product>(path, text, (request, reply) =>
      whenDraft(deps, request, reply, (clerk, preview) => showChapter(deps, request, reply, clerk, preview)),
    )
  for (const folder of ['media', 'covers'])
    app.get<Named>(`${base}/${folder}/:product/:name`, media, (request, reply) =>
      whenDraft(deps, request, reply, (clerk, preview) => {
        const found = preview.findMedia(request.params.name)
        if (found === null) return showMissing(deps, request, reply, clerk)
        const sha256 = found.name.slice(0, 64)
        // A drawing may hold what a page may not: see the public address of media.
        reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        return sendFile(request, reply, {
          ...{
            mediaType: found.mediaType,
            bytes: found.bytes,
            etag: sha256,
            lastModified: null,
            saveAs: null,
          },
          cacheControl: 'private, no-store',
          open: (range) => deps.files.stream(sha256, range),
        })
      }),
    )
  app.get<WithId>(`${base}/*`, text, (request, reply) =>
    whenDraft(deps, request, reply, (clerk, preview) =>
      show(
        ...([deps, request, reply, clerk, preview] as const),
        html`<div class="sheet"><p>${words(clerk.place.language).previewElsewhere}</p></div>`,
        404,
      ),
    ),
  )
}

const whenDraft = <R extends FastifyRequest<WithId>>(
  deps: ConsoleDeps,
  request: R,
  reply: FastifyReply,
  then: (clerk: Clerk, preview: DraftPreview) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> =>
  admit(deps, request, reply, 'look', async (clerk) => {
    const one = await findHandedIn(deps.db, request.params.id)
    const draft =
      one === null || one.draftId === null || !clerk.presses.includes(one.press)
        ? null
        : await findDraft(deps.db, one.draftId)
    return draft === null
      ? showMissing(deps, request, reply, clerk)
      : then(clerk, await previewDraft(deps.db, draft, deps.now()))
  })

const previewPlace = (place: Place, id: string): Place => ({
  ...place,
  base: `${place.base}${consolePath('preview', id)}`,
})

const frameOf = (deps: ConsoleDeps, { place }: Clerk, id: string, { book }: DraftPreview) => ({
  place: previewPlace(place, id),
  brand: deps.presses.brandOf(book.book.press, place.language),
})

async function showChapter(
  deps: ConsoleDeps,
  request: FastifyRequest<Product>,
  reply: FastifyReply,
  clerk: Clerk,
  preview: DraftPreview,
): Promise<FastifyReply> {
  const { id, product, section: asked = '1' } = request.params
  const found = preview.findChapter(product)
  const section = Number(asked)
  const text = found === null ? null : preview.textOf(product, section)
  if (found === null || (text === null && section !== 1)) return showMissing(deps, request, reply, clerk)
  const frame = frameOf(deps, clerk, id, preview)
  const shown = { found, section, html: text, visitor: await deps.visitorOf(request) }
  return show(deps, request, reply, clerk, preview, renderChapterPreview(deps, frame, shown))
}

async function show(
  deps: ConsoleDeps,
  request: FastifyRequest<WithId>,
  reply: FastifyReply,
  { place }: Clerk,
  { book }: DraftPreview,
  main: Part,
  status = 200,
): Promise<FastifyReply> {
  const t = words(place.language)
  const { id } = request.params
  return deps.desk.answerShell(request, reply.header('referrer-policy', 'same-origin'), {
    title: `${t.previewOf}: ${book.book.title}`,
    path: request.url.split('?')[0] ?? request.url,
    robots: 'noindex',
    status,
    main: html`<aside class="staff-bar" aria-label="${t.previewOf}"><p>${t.previewBanner} <a href="${at(place, 'parcels', id)}">${t.previewBack}</a></p></aside>
${ownMedia(html`${main}`.text, at(place, 'preview', id))}`,
  })
}

/**
 * Pictures are named without a place, being the same everywhere; a draft's are nobody else's. What is rewritten was made by
 * our own templates, in which the quotation mark stands for nothing but the end of an attribute.
 */
const ownMedia = (main: string, base: string) =>
  trusted(main.replace(/ (src|href|poster)="\/(media|covers)\//g, ` $1="${base}/$2/`))
