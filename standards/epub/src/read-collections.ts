import { type MetadataSource, metas } from './metadata-source.ts'
import { collapse, contentOf } from './opf.ts'
import type { EpubMetadata } from './types.ts'
import { attr } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

type Collection = EpubMetadata['collections'][number]

/** Series and sets (EPUB 3.3 §D.4.2), a collection's own collection after it; and what calibre writes into EPUB 2. */
export function readCollections(source: MetadataSource): readonly Collection[] {
  const told = metas(source, 'belongs-to-collection').flatMap((element) => [
    ...withParents(source, element, new Set()),
  ])
  const calibre = calibreSeries(source)
  return calibre === null || told.some(({ title }) => title === calibre.title) ? told : [...told, calibre]
}

function* withParents(
  source: MetadataSource,
  element: XmlElement,
  seen: Set<XmlElement>,
): Generator<Collection> {
  const title = contentOf(element)
  if (title === '' || seen.has(element)) return
  seen.add(element)
  const { refinements } = source
  yield {
    title,
    type: refinements.first(element, 'collection-type'),
    position: refinements.first(element, 'group-position'),
    identifier: refinements.first(element, 'dcterms:identifier'),
  }
  for (const parent of refinements.of(element, 'belongs-to-collection'))
    yield* withParents(source, parent.element, seen)
}

function calibreSeries(source: MetadataSource): Collection | null {
  const named = (name: string): string | null => {
    const meta = source.elements.find((element) => element.name === 'meta' && attr(element, 'name') === name)
    const content = meta === undefined ? '' : collapse(attr(meta, 'content') ?? '')
    return content === '' ? null : content
  }
  const title = named('calibre:series')
  return title === null
    ? null
    : { title, type: 'series', position: named('calibre:series_index'), identifier: null }
}
