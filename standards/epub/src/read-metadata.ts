/**
 * The metadata of a package document: EPUB 3.3 §5.5 with its refinements, OPF 2.0.1 §2.2 with its opf: attributes, and
 * the `meta` names that widely used tools write. One shape comes out.
 */
import {
  bySequence,
  dc,
  dcTexts,
  directionWithin,
  isDublinCore,
  languageWithin,
  type MetadataSource,
  metadataSource,
  metas,
} from './metadata-source.ts'
import { collapse, contentOf, opfAttr } from './opf.ts'
import { readAgents } from './read-agents.ts'
import { readCollections } from './read-collections.ts'
import { readIdentifiers } from './read-identifiers.ts'
import type { EpubMetadata, EpubTitle } from './types.ts'
import { attr, textOf, tokens } from './walk-xml.ts'
import type { XmlElement } from './xml.ts'

export function readMetadata(root: XmlElement): EpubMetadata {
  const source = metadataSource(root)
  const publisher = dc(source, 'publisher').find((element) => contentOf(element) !== '')
  const modified = metas(source, 'dcterms:modified').map(contentOf)
  return {
    ...readIdentifiers(root, source),
    titles: readTitles(source),
    languages: dcTexts(source, 'language'),
    creators: readAgents(source, 'creator'),
    contributors: readAgents(source, 'contributor'),
    publisher: publisher === undefined ? null : contentOf(publisher),
    publisherLanguage: publisher === undefined ? null : languageWithin(source, publisher),
    dates: readDates(source),
    modified: modified.find((value) => value !== '') ?? null,
    subjects: readSubjects(source),
    descriptions: dc(source, 'description')
      .map(paragraphs)
      .filter((text) => text !== ''),
    rights: dcTexts(source, 'rights'),
    sources: dcTexts(source, 'source'),
    collections: readCollections(source),
    properties: readProperties(source),
    links: readLinks(source),
  }
}

const readTitles = (source: MetadataSource): readonly EpubTitle[] =>
  bySequence(source, dc(source, 'title'))
    .map((element) => ({
      value: contentOf(element),
      type: source.refinements.first(element, 'title-type'),
      language: languageWithin(source, element),
      direction: directionWithin(source, element),
      sortAs: source.refinements.first(element, 'file-as') ?? opfAttr(element, 'file-as'),
    }))
    .filter(({ value }) => value !== '')

const readDates = (source: MetadataSource): EpubMetadata['dates'] =>
  dc(source, 'date')
    .map((element) => ({ value: contentOf(element), event: opfAttr(element, 'event') }))
    .filter(({ value }) => value !== '')

const readSubjects = (source: MetadataSource): EpubMetadata['subjects'] =>
  dc(source, 'subject')
    .map((element) => ({
      value: contentOf(element),
      authority: source.refinements.first(element, 'authority') ?? opfAttr(element, 'authority'),
      term: source.refinements.first(element, 'term') ?? opfAttr(element, 'term'),
    }))
    .filter(({ value }) => value !== '')

/** Blank lines part paragraphs, and a description may have several. */
const paragraphs = (element: XmlElement): string =>
  textOf(element)
    .split(/\n[ \t\r]*\n/)
    .map(collapse)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')

const TOLD_ELEMENTS = new Set(
  'title creator contributor publisher language identifier date subject description rights source'.split(' '),
)
const TOLD_PROPERTIES = new Set(['dcterms:modified', 'belongs-to-collection'])

function readProperties(source: MetadataSource): ReadonlyMap<string, readonly string[]> {
  const properties = new Map<string, string[]>()
  const add = (name: string, value: string): void => {
    if (name === '' || value === '') return
    const values = properties.get(name)
    if (values === undefined) properties.set(name, [value])
    else values.push(value)
  }
  for (const element of source.elements) {
    const name = element.name.toLowerCase()
    if (isDublinCore(element) && !TOLD_ELEMENTS.has(name)) add(`dc:${name}`, contentOf(element))
    if (element.name !== 'meta' || attr(element, 'refines') !== null) continue
    const property = source.names(collapse(attr(element, 'property') ?? ''))
    if (!TOLD_PROPERTIES.has(property)) add(property, contentOf(element))
    add(collapse(attr(element, 'name') ?? ''), collapse(attr(element, 'content') ?? ''))
  }
  return properties
}

/** Of the book itself; what is linked to one of its contributors is left out, the certifier's credential kept. */
const readLinks = (source: MetadataSource): EpubMetadata['links'] =>
  source.elements
    .filter(
      (element) =>
        element.name === 'link' &&
        (attr(element, 'refines') === null || (attr(element, 'rel') ?? '').startsWith('a11y:')),
    )
    .flatMap((element) =>
      tokens(attr(element, 'rel')).map((rel) => ({
        rel: source.names(rel),
        href: collapse(attr(element, 'href') ?? ''),
        mediaType: attr(element, 'media-type'),
      })),
    )
    .filter(({ href }) => href !== '')
