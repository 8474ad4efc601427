/**
 * The files of a record, read and checked: the record, or nothing, with every fault. What can be told without reasoning is
 * told here; conflicts of dates are found by what reasons over them.
 */
import type { Place, RecordDocument, Visibility } from '../model/index.ts'
import { parseBibtex } from '../sources/parse-bibtex.ts'
import { parseCsl } from '../sources/parse-csl.ts'
import { parseTei } from '../tei/parse-tei.ts'
import { CSV_COLUMNS } from './csv-columns.ts'
import { type At, isBlocking, type RecordFault } from './fault.ts'
import { nearest } from './nearest.ts'
import { parseCsv } from './parse-csv.ts'
import { parseYaml } from './parse-yaml.ts'
import { daysOf, type Reading, report } from './readers.ts'
import { head, type ListName, lists } from './shape.ts'
import { type MapNode, type Node, toNode } from './tree.ts'

/** Names are relative to the record's own folder. */
export type RecordFile = { readonly name: string; readonly text: string }

export type ReadRecord = {
  /** Null: a fault refuses it. */
  readonly record: RecordDocument | null
  /** What it is called, where that much can be read. */
  readonly id: string | null
  readonly faults: readonly RecordFault[]
  /** Where it is written: `deryabin-defects`, `deryabin-defects.when`. */
  readonly places: ReadonlyMap<string, At>
}

const MOST_ENTITIES = 20_000
const MOST_BYTES = { yaml: 1_000_000, csv: 10_000_000 }
const NAMES = Object.keys(lists)
const isList = (name: string): name is ListName => Object.hasOwn(lists, name)

export function readRecord(
  files: readonly RecordFile[],
  defaults: { readonly visibility: Visibility } = { visibility: 'public' },
): ReadRecord {
  const reading: Reading = { faults: [], given: new Map(), references: [], places: new Map() }
  const ordered = files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const written = ordered.filter((file) => !isTei(file)).flatMap((file) => partsOf(file, reading))
  const parts = [...written, ...partsOfTei(ordered.filter(isTei), written, reading)]
  const heads = parts.filter((part) => part.kind === 'head')
  const read = heads[0] === undefined ? null : head.read(heads[0].node, reading)
  if (heads.length === 0 && !reading.faults.some(({ code }) => code === 'E-YAML'))
    report(reading, 'E-FILE', { file: 'record.yaml', line: 1, column: 1 }, NO_HEAD)
  const told = new Map<ListName, At>()
  const items = new Map<ListName, unknown>()
  for (const part of parts) {
    if (part.kind === 'head') continue
    const before = told.get(part.list)
    if (before !== undefined) {
      report(reading, 'E-FILE', part.at, `“${part.list}” stand in ${before.file} too. Keep them in one file.`)
      continue
    }
    told.set(part.list, part.at)
    items.set(part.list, lists[part.list].read(part.node, reading))
  }
  const listOf = <N extends ListName>(name: N) =>
    (items.get(name) ?? []) as NonNullable<ReturnType<(typeof lists)[N]['read']>>
  const visibility = read?.visibility ?? defaults.visibility
  const shown = <T extends { readonly visibility: Visibility | null }>(all: readonly T[]) =>
    all.map((item) => ({ ...item, visibility: item.visibility ?? visibility }))
  // What an unread file would have given is not missed.
  if (!reading.faults.some(({ code }) => code === 'E-YAML' || code === 'E-CSV')) checkReferences(reading)
  const record: RecordDocument = {
    ...{ id: read?.record ?? 'unknown', format: 1, title: read?.title ?? '' },
    chapter: {
      ...{ doi: read?.chapter?.doi ?? null, isbn: read?.chapter?.isbn ?? null },
      ...{ number: read?.chapter?.number ?? null, title: read?.chapter?.title ?? null },
      pages: read?.chapter?.pages ?? null,
    },
    ...{ language: read?.language ?? 'en', calendar: read?.calendar ?? 'gregorian' },
    ...{ licence: read?.licence ?? 'CC-BY-4.0', compiledBy: read?.compiled_by ?? [] },
    ...{ compiled: read?.compiled ?? null, reviewedBy: read?.reviewed_by ?? [] },
    ...{ status: read?.status ?? 'published', visibility },
    ...{ people: shown(listOf('people')), groups: shown(listOf('groups')), places: shown(listOf('places')) },
    ...{
      events: shown(listOf('events')),
      sources: shown(listOf('sources')),
      claims: shown(listOf('claims')),
    },
    ...{ mentions: shown(listOf('mentions')), distinct: listOf('distinct') },
    ...{ conflicts: listOf('conflicts'), series: listOf('series') },
  }
  checkWhole(record, reading)
  const faults = inOrder(reading.faults)
  return {
    record: read === null || faults.some(isBlocking) ? null : record,
    id: read?.record ?? null,
    faults,
    places: reading.places,
  }
}

const NO_HEAD = 'There is no record.yaml. Add one with “record” (its name), “title” and “chapter”.'

type Part =
  | { readonly kind: 'head'; readonly node: MapNode }
  | { readonly kind: 'list'; readonly list: ListName; readonly at: At; readonly node: Node }

const isTei = ({ name, text }: RecordFile): boolean =>
  /\.xml$/i.test(name) &&
  !name.includes('/') &&
  /<(?:\w+:)?TEI(?:Corpus)?[\s>]|teiCorpus/.test(text.slice(0, 5000))

/** TEI says of itself whose record it is, unless record.yaml does. */
function partsOfTei(
  files: readonly RecordFile[],
  written: readonly Part[],
  reading: Reading,
): readonly Part[] {
  if (files.length === 0) return []
  const { head, lists: found, faults } = parseTei(files)
  reading.faults.push(...faults)
  const hasHead = written.some(({ kind }) => kind === 'head')
  return [
    ...(head === null || hasHead ? [] : [{ kind: 'head' as const, node: head }]),
    ...[...found].flatMap(([list, node]) =>
      isList(list) ? [{ kind: 'list' as const, list, at: node.at, node }] : [],
    ),
  ]
}

/** A library of references: BibTeX, or CSL-JSON under a name that says so. */
const REFERENCES = /^[^/]+\.(?:bib|csl\.json)$|^(?:sources|references)\.json$/i

function partsOfReferences({ name, text }: RecordFile, reading: Reading, at: At): readonly Part[] {
  const read = /\.bib$/i.test(name) ? parseBibtex(text) : parseCsl(text)
  if (read.ok) return [{ kind: 'list', list: 'sources', at, node: toNode(read.value, at) }]
  report(reading, 'E-FILE', at, read.error)
  return []
}

/** `people.yaml` holds `people:`; a file may hold several lists; `people.csv` is a table of them. */
function partsOf({ name, text }: RecordFile, reading: Reading): readonly Part[] {
  const at = { file: name, line: 1, column: 1 }
  if (REFERENCES.test(name)) return partsOfReferences({ name, text }, reading, at)
  const [, base = '', ending = ''] = /^(.*?)\.([^.]+)$/.exec(name) ?? []
  const kind = ending === 'yaml' || ending === 'yml' ? 'yaml' : ending === 'csv' ? 'csv' : null
  if (kind === null || base.includes('/')) {
    if (!/^(readme|licen[cs]e)\b|^\.|\.(md|txt|xml|schema\.json)$/i.test(name))
      report(reading, 'W-FILE', at, 'This file is not read. A record is made of .yaml and .csv files.')
    return []
  }
  if (text.length > MOST_BYTES[kind]) {
    report(
      reading,
      'E-SIZE',
      at,
      `The file has ${text.length} letters, ${MOST_BYTES[kind]} at most. Use tables (CSV).`,
    )
    return []
  }
  if (kind === 'csv') {
    const columns = isList(base) ? CSV_COLUMNS.get(base) : undefined
    if (columns === undefined || !isList(base)) {
      report(
        reading,
        'W-FILE',
        at,
        `This table is not read. Tables are: ${[...CSV_COLUMNS.keys()].join(', ')}.`,
      )
      return []
    }
    const { tree, faults } = parseCsv(name, text, columns)
    reading.faults.push(...faults)
    return tree === null ? [] : [{ kind: 'list', list: base, at, node: tree }]
  }
  const { tree, faults } = parseYaml(name, text)
  reading.faults.push(...faults)
  if (faults.length > 0 || tree === null) return []
  if (tree.kind === 'list' && isList(base)) return [{ kind: 'list', list: base, at: tree.at, node: tree }]
  if (tree.kind !== 'map') {
    report(
      reading,
      'E-TYPE',
      tree.at,
      `Here stands ${tree.kind === 'list' ? 'a list' : 'a text'}. Begin with “${isList(base) ? base : 'record'}:”.`,
    )
    return []
  }
  const own: MapNode['entries'][number][] = []
  const parts: Part[] = []
  for (const entry of tree.entries)
    if (isList(entry.key)) parts.push({ kind: 'list', list: entry.key, at: entry.keyAt, node: entry.value })
    else own.push(entry)
  if (base === 'record') return [{ kind: 'head', node: { ...tree, entries: own } }, ...parts]
  for (const { key, keyAt } of own) {
    const meant = nearest(key, NAMES)
    report(
      reading,
      'E-KEY',
      keyAt,
      `“${key}” is not known here. ${meant === null ? `There are: ${NAMES.join(', ')}.` : `Did you mean “${meant}”?`}`,
    )
  }
  return parts
}

const CALLED: Readonly<Record<string, string>> = {
  ...{ person: 'people', group: 'groups', place: 'places', event: 'events', source: 'sources' },
  ...{ claim: 'claims', mention: 'mentions', conflict: 'conflicts', series: 'series', subset: 'subsets' },
}

function checkReferences(reading: Reading): void {
  const { given, references } = reading
  const byKind = Map.groupBy(given, ([, { kind }]) => kind)
  for (const { kinds, id, at } of references) {
    const found = given.get(id)
    if (found !== undefined && kinds.includes(found.kind)) continue
    const among = kinds.map((kind) => CALLED[kind]).join(', ')
    const meant = nearest(
      id,
      kinds.flatMap((kind) => (byKind.get(kind) ?? []).map(([known]) => known)),
    )
    const what =
      found === undefined ? `is not in ${among}` : `is a ${found.kind}; here stands one of ${among}`
    report(
      reading,
      'E-REF',
      at,
      `“${id}” ${what}.${meant === null ? ' Add it, or correct the id.' : ` Nearest: ${meant}.`}`,
    )
  }
}

/** What can be said only of the whole. */
function checkWhole(record: RecordDocument, reading: Reading): void {
  const placeOf = (key: string, other = key) =>
    reading.places.get(key) ?? reading.places.get(other) ?? { file: 'record.yaml', line: 1, column: 1 }
  const entities =
    record.people.length +
    record.groups.length +
    record.places.length +
    record.events.length +
    record.claims.length
  if (entities > MOST_ENTITIES)
    report(
      reading,
      'E-SIZE',
      placeOf('record'),
      `The record has ${entities} entities, ${MOST_ENTITIES} at most. Part it.`,
    )
  for (const { id, born, died } of record.people) {
    if (born === null || died === null) continue
    const [first, last] = [daysOf(born).first, daysOf(died).last]
    if (first !== null && last !== null && last < first)
      report(
        reading,
        'E-ORDER',
        placeOf(`${id}.died`, id),
        `“${id}” dies (${died.words}) before being born (${born.words}). Correct one of the two.`,
      )
  }
  checkPlaces(record.places, reading, placeOf)
  for (const { id, when, after, before } of record.events) {
    const named =
      when === null || when.means.kind === 'date'
        ? []
        : when.means.kind === 'between'
          ? [when.means.from, when.means.to]
          : [when.means.of]
    const own: readonly (readonly [string, boolean])[] = [
      [`${id}.when`, named.includes(id)],
      [`${id}.after`, after?.kind === 'event' && after.event === id],
      [`${id}.before`, before?.kind === 'event' && before.event === id],
    ]
    for (const [key, itself] of own)
      if (itself)
        report(reading, 'E-CYCLE', placeOf(key, id), `“${id}” is dated by itself. Name another event.`)
  }
  checkDistinct(record, reading, placeOf)
  for (const claim of record.claims)
    if (claim.by === null && claim.status === 'asserted')
      report(
        reading,
        'W-NOSOURCE',
        placeOf(claim.id),
        `“${claim.id}” does not say who claims it. Add “by:” with a source${claim.at === null ? ', and “at:” with the place in it' : ''}.`,
      )
  const { chapter } = record
  if (Object.values(chapter).every((value) => value === null))
    report(
      reading,
      'W-CHAPTER',
      placeOf('record'),
      'The record does not say whose it is. Add “chapter:” with a DOI, a number or a title.',
    )
}

type PlaceOf = (key: string, other?: string) => At

function checkPlaces(places: readonly Place[], reading: Reading, placeOf: PlaceOf): void {
  const within = new Map(places.map((place) => [place.id, place.within]))
  const told = new Set<string>()
  for (const { id } of places) {
    const way: string[] = [id]
    let next = within.get(id) ?? null
    while (next !== null && !way.includes(next)) {
      way.push(next)
      next = within.get(next) ?? null
    }
    if (next !== id || told.has(id)) continue
    for (const one of way) told.add(one)
    report(
      reading,
      'E-CYCLE',
      placeOf(`${id}.within`, id),
      `“${id}” lies within itself: ${[...way, id].join(' in ')}.`,
    )
  }
}

function checkDistinct(record: RecordDocument, reading: Reading, placeOf: PlaceOf): void {
  const accepted = new Map(
    record.mentions.map(({ id, candidates }) => [
      id,
      candidates.find(({ verdict }) => verdict === 'accepted')?.person ?? null,
    ]),
  )
  for (const set of record.distinct) {
    const taken = new Map<string, string>()
    for (const id of set) {
      const person = accepted.get(id) ?? null
      if (person === null) continue
      const other = taken.get(person)
      if (other !== undefined)
        report(
          reading,
          'E-VERDICT',
          placeOf(`${id}.candidates`, id),
          `“${id}” and “${other}” are different people, and both mean “${person}”. Correct one of the two.`,
        )
      taken.set(person, id)
    }
  }
}

const inOrder = (faults: readonly RecordFault[]): readonly RecordFault[] =>
  faults.toSorted(
    (a, b) =>
      Number(isBlocking(b)) - Number(isBlocking(a)) ||
      (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column),
  )
