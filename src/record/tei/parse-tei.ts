/**
 * TEI into the lists of a record: persons, places, organisations, events and sources as their modules describe them
 * (P5 ch. 14, namesdates), and factoids, wherever in the files they stand. What build-tei.ts writes beside all that is read
 * back as it was.
 */
import { attr, childElements, descendants, idOf, parseXml, type XmlElement } from '@chapterhouse/epub'
import type { At, RecordFault } from '../reading/fault.ts'
import type { ListNode, MapNode } from '../reading/tree.ts'
import { at, decoded, map } from './nodes.ts'
import { readEvent, readGroup, readPlace, readSource } from './read-entities.ts'
import { readFactoid } from './read-factoid.ts'
import { readPlainItem } from './read-own-notes.ts'
import { readPerson } from './read-people.ts'
import { Shelf } from './tei-shelf.ts'
import { firstOf, plain, slug } from './tei-words.ts'

export type TeiFile = { readonly name: string; readonly text: string }

export type ParsedTei = {
  readonly head: MapNode | null
  readonly lists: ReadonlyMap<string, ListNode>
  readonly faults: readonly RecordFault[]
}

export function parseTei(files: readonly TeiFile[]): ParsedTei {
  const faults: RecordFault[] = []
  const roots = files.flatMap(({ name, text }) => {
    const read = parseXml(text, { file: name })
    const at = (line: number): At => ({ file: name, line, column: 1 })
    if (!read.ok) {
      faults.push({ ...at(read.error.line ?? 1), code: 'E-TEI', message: read.error.message })
      return []
    }
    if (read.doctype !== null) {
      faults.push({
        ...at(1),
        code: 'E-TEI',
        message: 'The file has a document type of its own. Take the DOCTYPE away.',
      })
      return []
    }
    if (read.root.name !== 'TEI' && read.root.name !== 'teiCorpus') {
      faults.push({
        ...at(read.root.line),
        code: 'E-TEI',
        message: `The file begins with <${read.root.name}>, not with <TEI>. Send TEI, YAML or CSV.`,
      })
      return []
    }
    return [{ file: name, root: read.root }]
  })
  const shelf = new Shelf()
  for (const { root } of roots) shelf.noteIds(root)
  for (const { file, root } of roots) {
    readSources(shelf, file, root)
    walk(shelf, file, root)
  }
  const heads = roots.flatMap(({ file, root }) => headOf(file, root) ?? [])
  return { head: heads[0] ?? null, lists: shelf.lists(), faults }
}
function readSources(shelf: Shelf, file: string, root: XmlElement): void {
  for (const element of descendants(root, 'listBibl'))
    for (const bibl of childElements(element, 'bibl')) readSource(shelf, file, bibl)
}

/** Entities wherever they are described; factoids as wholes. */
function walk(shelf: Shelf, file: string, element: XmlElement): void {
  for (const child of childElements(element)) {
    const isNamed = idOf(child) !== null
    if (child.name === 'ab' && attr(child, 'type') === 'factoid') readFactoid(shelf, file, child)
    else if (child.name === 'ab' && attr(child, 'subtype') === 'record') readPlainItem(shelf, file, child)
    else if (child.name === 'person' && isNamed) readPerson(shelf, file, child)
    else if (child.name === 'place' && isNamed) readPlace(shelf, file, child)
    else if (child.name === 'org' && isNamed) readGroup(shelf, file, child)
    else if (child.name === 'event' && isNamed) readEvent(shelf, file, child)
    else walk(shelf, file, child)
  }
}

/** Of a file that is a record by itself: what its header says. */
function headOf(file: string, root: XmlElement): MapNode | null {
  const header = firstOf(root, 'teiHeader')
  if (header === null) return null
  const here = at(file, header)
  const own = [...descendants(header, 'note')].find(
    (note) => attr(note, 'type') === 'head' && attr(note, 'subtype') === 'record',
  )
  const kept = own === undefined ? null : decoded(file, own)
  if (kept?.kind === 'map') return kept
  const title = [...descendants(header, 'title')].map(plain).find((each) => each !== '')
  if (title === undefined) return null
  const licence = firstOf(header, 'licence')
  return map(here, {
    record: slug(title, 'record'),
    title,
    chapter: map(here, { title }),
    ...(licence !== null && { licence: attr(licence, 'target') ?? plain(licence) }),
  })
}
