/**
 * Which form of a product an Accept header asks for (RFC 9110 §12.5.1), in the media types of DOI content negotiation
 * (https://citation.crosscite.org/docs.html). Whoever asks for nothing we have gets the page, not an error.
 */
import type { Language } from '#web'

export type CitationFormat = 'ris' | 'bib' | 'json'

export type Representation =
  | { readonly kind: 'page' }
  | { readonly kind: 'citation'; readonly format: CitationFormat }
  | { readonly kind: 'bibliography'; readonly style: string; readonly language: Language }

export const CITATION_MEDIA_TYPES = {
  ris: 'application/x-research-info-systems',
  bib: 'application/x-bibtex',
  json: 'application/vnd.citationstyles.csl+json',
} as const satisfies Record<CitationFormat, string>

export function negotiate(accept: string | undefined): Representation {
  const wanted = (accept ?? '').split(',').flatMap(parseRange)
  let best: { readonly quality: number; readonly representation: Representation } | null = null
  for (const { type, quality, parameters } of wanted) {
    const representation = represent(type, parameters)
    if (representation === null || quality === 0) continue
    if (best === null || quality > best.quality) best = { quality, representation }
  }
  return best?.representation ?? { kind: 'page' }
}

function represent(type: string, parameters: ReadonlyMap<string, string>): Representation | null {
  switch (type) {
    case 'text/html':
    case 'application/xhtml+xml':
    case 'text/*':
    case '*/*':
      return { kind: 'page' }
    case CITATION_MEDIA_TYPES.ris:
      return { kind: 'citation', format: 'ris' }
    case CITATION_MEDIA_TYPES.bib:
    case 'text/x-bibtex':
      return { kind: 'citation', format: 'bib' }
    case CITATION_MEDIA_TYPES.json:
    case 'application/citeproc+json':
      return { kind: 'citation', format: 'json' }
    case 'text/x-bibliography':
      return {
        kind: 'bibliography',
        style: parameters.get('style') ?? 'apa',
        language: parameters.get('locale')?.toLowerCase().startsWith('fr') ? 'fr' : 'en',
      }
    default:
      return null
  }
}

type MediaRange = {
  readonly type: string
  readonly quality: number
  readonly parameters: ReadonlyMap<string, string>
}

function parseRange(range: string): MediaRange[] {
  const [type = '', ...rest] = range.split(';').map((part) => part.trim())
  if (!/^[\w*.+-]+\/[\w*.+-]+$/.test(type)) return []
  const parameters = new Map(
    rest.map((parameter) => {
      const [name = '', value = ''] = parameter.split('=')
      return [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, '')]
    }),
  )
  const quality = Number(parameters.get('q') ?? 1)
  return [{ type: type.toLowerCase(), quality: quality >= 0 && quality <= 1 ? quality : 0, parameters }]
}
