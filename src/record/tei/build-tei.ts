/**
 * A record as TEI (P5): persons, places, organisations and events in `standOff`, sources in `sourceDesc`, claims as factoids
 * in the body (as SPEAR writes them). Whatever TEI has an element or an attribute for is said with it; what it has none for,
 * and the author's own words of every date, stand in notes of the subtype `record`, from which parse-tei.ts makes the same record
 * again.
 */
import { normalizeSpace } from '#base'
import { type Html, html } from '#web'
import { type Plain, toOwnFiles } from '../formats/to-own-files.ts'
import type {
  Claim,
  Confidence,
  Event,
  Group,
  Locator,
  Person,
  Place,
  RecordDocument,
  Source,
} from '../model/index.ts'
import { edtfToTei, type TeiDates } from './tei-dates.ts'

export function buildTei(record: RecordDocument): string {
  const { head, lists } = toOwnFiles(record)
  const rest = new Rest(lists)
  const page = html`<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="${record.language}">
<teiHeader><fileDesc>
<titleStmt><title>${record.title}</title>${record.compiledBy.map(({ name }) => html`<respStmt><resp>compiled by</resp><name>${name}</name></respStmt>`)}</titleStmt>
<publicationStmt><authority>${record.compiledBy.map(({ name }) => name).join('; ') || record.title}</authority><idno type="record">${record.id}</idno><availability><licence>${record.licence}</licence></availability></publicationStmt>
<notesStmt>${own('head', head)}</notesStmt>
<sourceDesc>${listed('listBibl', record.sources, (source) => renderSource(source, rest)) ?? html`<p>No source is named.</p>`}</sourceDesc>
</fileDesc></teiHeader>
${standOff([
  listed('listPerson', record.people, (person) => renderPerson(person, { record, rest })),
  listed('listOrg', record.groups, (group) => renderGroup(group, rest)),
  listed('listPlace', record.places, (place) => renderPlace(place, rest)),
  listed('listEvent', record.events, (event) => renderEvent(event, { record, rest })),
])}
<text><body>
${record.claims.map((claim) => renderClaim(claim, rest))}${['mentions', 'conflicts', 'series'].map((list) =>
  (lists.get(list) ?? []).map(
    (
      item,
    ) => html`<ab type="${list}" subtype="record" xml:id="${idOf(item)}">${rest.of(list, idOf(item), ['id'])}</ab>
`,
  ),
)}${record.distinct.map(
  (set) => html`<ab type="distinct" subtype="record">${set.map(
    (id) => html`<note type="item" subtype="record-item">${id}</note>`,
  )}</ab>
`,
)}<ab/></body></text>
</TEI>
`
  return toXmlText(page.text)
}

/** TEI knows no list of nothing. */
const listed = <T>(name: string, items: readonly T[], render: (item: T) => Html): Html | null =>
  items.length === 0
    ? null
    : html`<${name}>
${items.map(render)}</${name}>
`

const standOff = (lists: readonly (Html | null)[]): Html | null =>
  lists.every((list) => list === null) ? null : html`<standOff>${lists}</standOff>`

/** What XML 1.0 cannot hold is left out. */
const toXmlText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones.
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** What of an item is left to be told in notes. */
class Rest {
  readonly #items: ReadonlyMap<string, ReadonlyMap<string, Plain>>

  constructor(lists: ReadonlyMap<string, readonly Plain[]>) {
    this.#items = new Map(
      [...lists].map(([list, items]) => [list, new Map(items.map((item) => [idOf(item), item]))]),
    )
  }

  of(list: string, id: string, told: readonly string[]): readonly Html[] {
    const item = this.#items.get(list)?.get(id)
    if (item === undefined || !isMap(item)) return []
    return Object.entries(item)
      .filter(([key, value]) => !told.includes(key) || !isToldPlainly(value))
      .map(([key, value]) => own(key, value))
  }
}

const isMap = (value: Plain): value is { readonly [key: string]: Plain } =>
  typeof value === 'object' && !Array.isArray(value)
const isItems = (value: Plain): value is readonly Plain[] => Array.isArray(value)

/** Elements and attributes keep words, not the spaces between them, and a label only so many. */
function isToldPlainly(value: Plain): boolean {
  if (typeof value === 'string') return value === normalizeSpace(value) && value.length <= 140
  return (isItems(value) ? value : Object.values(value)).every(isToldPlainly)
}

function idOf(item: Plain): string {
  const id = isMap(item) ? item['id'] : undefined
  return typeof id === 'string' ? id : ''
}

/** A list is as many notes of its name; a text or a mapping is one. */
function own(key: string, value: Plain): Html {
  if (isItems(value))
    return html`${value.map((item) => html`<note type="${key}" subtype="record-item">${inside(item)}</note>`)}`
  return html`<note type="${key}" subtype="record">${inside(value)}</note>`
}

function inside(value: Plain): Html {
  if (typeof value === 'string') return html`${value}`
  if (isItems(value)) return html`${value.map((item) => own('item', [item]))}`
  return html`${Object.entries(value).map(([key, each]) => own(key, each))}`
}

const renderSource = ({ id, citation, type, url }: Source, rest: Rest): Html =>
  html`<bibl xml:id="${id}" type="${toToken(type)}"><title type="citation">${citation}</title>${
    url !== null && html`<ptr target="${url}"/>`
  }${rest.of('sources', id, toToken(type) === type ? ['id', 'citation', 'type', 'url'] : ['id', 'citation', 'url'])}</bibl>
`

/** An attribute of TEI that names a kind holds one word. */
const toToken = (type: string): string => type.trim().replace(/\s+/g, '-')

type Within = { readonly record: RecordDocument; readonly rest: Rest }

const renderGroup = ({ id, label, definition }: Group, rest: Rest): Html =>
  html`<org xml:id="${id}"><orgName>${label}</orgName>${
    definition !== null && html`<desc>${definition}</desc>`
  }${rest.of('groups', id, ['id', 'label', 'definition'])}</org>
`

const renderPerson = (person: Person, { record: { calendar }, rest }: Within): Html =>
  html`<person xml:id="${person.id}"><persName type="main">${person.name}</persName>${person.names.map(
    ({ text, lang, script, system, source, note }) =>
      html`<persName type="variant"${lang !== null && html` xml:lang="${lang}"`}${
        source !== null && html` source="#${source}"`
      }${script !== null && html` n="${script}"`}${system !== null && html` rend="${system}"`}>${text}${
        note !== null && html`<note>${note}</note>`
      }</persName>`,
  )}${person.born !== null && html`<birth${dates(edtfToTei(person.born.edtf, calendar))}/>`}${
    person.died !== null && html`<death${dates(edtfToTei(person.died.edtf, calendar))}/>`
  }${person.sameAs.map((address) => html`<idno type="URI">${address}</idno>`)}${rest.of('people', person.id, [
    'id',
    'name',
    'names',
    'same_as',
  ])}</person>
`

const renderPlace = ({ id, name, coords, sameAs }: Place, rest: Rest): Html =>
  html`<place xml:id="${id}"><placeName>${name}</placeName>${
    coords !== null &&
    html`<location><geo>${String(coords.latitude)} ${String(coords.longitude)}</geo></location>`
  }${sameAs.map((address) => html`<idno type="URI">${address}</idno>`)}${rest.of('places', id, [
    'id',
    'name',
    'same_as',
  ])}</place>
`

const renderEvent = (
  { id, type, label, when, where, who }: Event,
  { record: { calendar }, rest }: Within,
): Html =>
  html`<event xml:id="${id}" type="${toToken(type)}"${
    when?.means.kind === 'date' && dates(edtfToTei(when.means.edtf, calendar))
  }${where !== null && html` where="#${where}"`}><label>${label}</label>${
    who.length > 0 && html`<desc>${who.map(({ person }) => html`<persName ref="#${person}"/>`)}</desc>`
  }${rest.of('events', id, toToken(type) === type ? ['id', 'type', 'label', 'where'] : ['id', 'label', 'where'])}</event>
`

const CERT: { readonly [confidence in Confidence]: string | null } = {
  certain: 'high',
  probable: 'medium',
  possible: 'low',
  doubtful: 'low',
  rejected: null,
}

const renderClaim = ({ id, says, kind, by, at, confidence, about, evidence }: Claim, rest: Rest): Html => {
  const cert = confidence === null ? null : CERT[confidence]
  return html`<ab type="factoid" subtype="${kind}" xml:id="${id}"${cert !== null && html` cert="${cert}"`}><note type="says">${says}</note>${
    by !== null && html`<bibl><ptr target="#${by}"/>${locator(at)}</bibl>`
  }${evidence.map(
    ({ source, stance, at: place }) =>
      html`<bibl type="evidence" subtype="${stance}"><ptr target="#${source}"/>${locator(place)}</bibl>`,
  )}${about.map((each) => html`<rs ref="#${each}"/>`)}${rest.of('claims', id, ['id', 'says', 'kind', 'by', 'about'])}</ab>
`
}

const locator = (at: Locator | null): readonly Html[] =>
  at === null
    ? []
    : (['para', 'page', 'line', 'folio', 'quote'] as const).flatMap((unit) =>
        at[unit] === null ? [] : [html`<citedRange unit="${unit}">${at[unit]}</citedRange>`],
      )

const dates = (attributes: TeiDates): Html =>
  html`${Object.entries(attributes).map(([name, value]) => value && html` ${name}="${value}"`)}`
