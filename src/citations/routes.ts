import type { FastifyInstance, FastifyRequest } from 'fastify'
import { subjectOf } from '#book'
import type { Database } from '#platform'
import { type AnswerShell, answerData, type Given, href, paths, type Site } from '#web'
import { attachment, buildCitationFile } from './build-citation-file.ts'
import { buildCslItem, wholeTitle } from './build-csl-item.ts'
import type { CitationStyles } from './citation-styles.ts'
import { renderCitePage } from './cite-page.ts'
import { findProduct } from './find-product.ts'
import type { CitationFormat } from './negotiate.ts'
import { words } from './words.ts'

type CitationsDeps = {
  readonly db: Database
  readonly siteOf: (request: FastifyRequest) => Pick<Site, 'place'>
  readonly styles: CitationStyles
  readonly now: () => Date
  readonly answerShell: AnswerShell
  /** Told of every product of which somebody took the citation. */
  readonly onGiven?: (request: FastifyRequest, given: Given) => void
}

/** `/cite/ID`, and `/cite/ID.ris`, `.bib`, `.json`. */
export async function citationsRoutes(app: FastifyInstance, deps: CitationsDeps): Promise<void> {
  app.get<{ Params: { file: string } }>(
    '/cite/:file',
    { config: { shows: 'metadata' } },
    async (request, reply) => {
      const [id = '', ending, ...more] = request.params.file.split('.')
      if (more.length > 0 || (ending !== undefined && !isFormat(ending))) return reply.callNotFound()
      const product = await findProduct(deps.db, id)
      if (product === null) return reply.callNotFound()
      const { place } = deps.siteOf(request)
      // The page of what was withdrawn says why, and answers with 410.
      if (product.kind === 'withdrawn') {
        const path = product.product === 'book' ? paths.book(product) : paths.chapter(product)
        return reply.redirect(href(place, path), 303)
      }
      deps.onGiven?.(request, { product: product.product, action: 'view', text: false, decision: ABOUT })
      if (ending !== undefined) {
        const file = buildCitationFile(product, ending, place)
        return answerData(request, reply, {
          contentType: file.contentType,
          body: file.body,
          lastModified: new Date(subjectOf(product).updated),
          headers: {
            'content-disposition': attachment(file.fileName),
            link: file.link,
            'access-control-allow-origin': '*',
          },
        })
      }
      const accessed = deps.now().toISOString().slice(0, 10)
      const item = buildCslItem(product, { origin: place.origin, accessed })
      const citations = []
      for (const { id: style, name } of deps.styles.list) {
        const citation = await deps.styles.format(item, style, place.language)
        if (citation.ok) citations.push({ style: name, citation: citation.value })
        else request.log.warn({ style, fault: citation.error }, 'a citation style cannot be used')
      }
      return deps.answerShell(request, reply, {
        title: words(place.language).title(wholeTitle(subjectOf(product))),
        path: paths.cite(subjectOf(product)),
        main: renderCitePage({ product, place, citations }),
        robots: 'noindex',
      })
    },
  )
}

/** What is known of a product is everybody's. */
const ABOUT = { kind: 'open', reasons: [{ kind: 'landing-page' }] } as const

const isFormat = (ending: string): ending is CitationFormat =>
  ending === 'ris' || ending === 'bib' || ending === 'json'
