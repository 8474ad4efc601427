import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Product, subjectOf } from '#book'
import { answerData, type Place } from '#web'
import { buildCitationFile } from './build-citation-file.ts'
import { buildCslItem } from './build-csl-item.ts'
import type { CitationStyles } from './citation-styles.ts'
import type { Representation } from './negotiate.ts'

type WantedRepresentation = {
  readonly product: Product
  readonly representation: Exclude<Representation, { kind: 'page' }>
  readonly place: Place
  readonly styles: CitationStyles
}

/**
 * Answers a product's own address with what was asked for instead of the page. An unknown style falls back to APA, as
 * other resolvers of DOIs do.
 */
export async function sendRepresentation(
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: WantedRepresentation,
): Promise<FastifyReply> {
  return answerData(request, reply, {
    ...(await write(wanted)),
    lastModified: new Date(subjectOf(wanted.product).updated),
  })
}

async function write({ product, representation, place, styles }: WantedRepresentation) {
  const item = buildCslItem(product, { origin: place.origin })
  if (representation.kind === 'bibliography') {
    const { style, language } = representation
    const asked = await styles.format(item, style, language)
    const written = asked.ok ? asked : await styles.format(item, 'apa', language)
    return {
      contentType: 'text/x-bibliography; charset=utf-8',
      body: written.ok ? `${written.value.entry.text}\n` : '',
      headers: { vary: 'Accept' },
    }
  }
  const { format } = representation
  const file = buildCitationFile(product, format, place)
  return {
    contentType: file.contentType,
    // One thing was asked for: DOI resolvers answer with one object, not with a list of one.
    body: format === 'json' ? `${JSON.stringify(item, null, 2)}\n` : file.body,
    headers: { vary: 'Accept', link: file.link },
  }
}
