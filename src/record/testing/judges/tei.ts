/**
 * What TEI P5 (4.x, tei_all) asks of the elements that a record is written in: which may stand in which, in what order, with
 * what attributes; that every id is one and every pointer leads to one; and that dates are those of att.datable.w3c.
 */
import { childElements, descendants, idOf, parseXml, type XmlElement } from '@chapterhouse/epub'

type Rule = {
  /** The names of its children, each with a space behind. */
  readonly children: RegExp
  readonly text: boolean
  readonly attributes: readonly string[]
}

const rule = (children: RegExp, attributes = '', text = false): Rule => ({
  ...{ children, text },
  attributes: attributes.split(' ').filter((name) => name !== ''),
})
const words = (attributes = '', children = /^$/): Rule => rule(children, attributes, true)

const DATES = 'when notBefore notAfter from to'

const RULES: ReadonlyMap<string, Rule> = new Map([
  ['TEI', rule(/^teiHeader (standOff )?text $/)],
  ['teiHeader', rule(/^fileDesc $/)],
  ['fileDesc', rule(/^titleStmt publicationStmt (notesStmt )?sourceDesc $/)],
  ['titleStmt', rule(/^(title )+(respStmt )*$/)],
  ['title', words('type level')],
  ['respStmt', rule(/^(resp )+(name )+$/)],
  ['resp', words()],
  ['name', words('type ref')],
  ['publicationStmt', rule(/^authority (idno |availability )*$/)],
  ['authority', words()],
  ['idno', words('type')],
  ['availability', rule(/^(licence )+$/, 'status')],
  ['licence', words('target')],
  ['notesStmt', rule(/^(note )+$/)],
  ['note', words('type subtype place resp target', /^(note )*$/)],
  ['sourceDesc', rule(/^((p )+|(listBibl )+)$/)],
  ['p', words()],
  ['listBibl', rule(/^(bibl )+$/, 'type')],
  ['bibl', words('type subtype', /^(title |ptr |citedRange |note )*$/)],
  ['ptr', rule(/^$/, 'target type')],
  ['citedRange', words('unit from to target')],
  ['standOff', rule(/^((listPerson|listOrg|listPlace|listEvent) )+$/, 'type')],
  ['listPerson', rule(/^(person )+$/, 'type')],
  ['person', rule(/^(persName |birth |death |idno |note )*$/, 'role sex age')],
  ['persName', words(`type subtype ref role ${DATES}`, /^(note )*$/)],
  ['birth', words(DATES)],
  ['death', words(DATES)],
  ['listOrg', rule(/^(org )+$/, 'type')],
  ['org', rule(/^(orgName |desc )*(note )*$/, 'type role')],
  ['orgName', words('type ref')],
  ['listPlace', rule(/^(place )+$/, 'type')],
  ['place', rule(/^(placeName )+(location )*(idno )*(note )*$/, 'type')],
  ['placeName', words('type ref')],
  ['location', rule(/^geo $/, 'type')],
  ['geo', words('decls')],
  ['listEvent', rule(/^(event )+$/, 'type')],
  ['event', rule(/^(label |desc )+(note )*$/, `type subtype where ${DATES}`)],
  ['label', words('type')],
  ['desc', words('type', /^(persName )*$/)],
  ['text', rule(/^body $/)],
  ['body', rule(/^(ab )+$/)],
  ['ab', words('type subtype', /^(note |bibl |rs )*$/)],
  ['rs', words('type ref key')],
])

/** att.global, with att.global.responsibility and att.global.source. */
const EVERYWHERE = new Set(['id', 'lang', 'n', 'rend', 'source', 'cert'])

const ONE_WORD = /^\S+$/
const VALUES: ReadonlyMap<string, RegExp> = new Map([
  ...['type', 'subtype', 'unit'].map((name) => [name, ONE_WORD] as const),
  ...DATES.split(' ').map((name) => [name, /^-?\d{4,}(-\d{2}(-\d{2})?)?$/] as const),
  ['cert', /^(high|medium|low|unknown)$/],
  ['id', /^[A-Za-z_][\w.-]*$/],
  ['lang', /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/],
])

/** Of `citedRange`, `from` and `to` are words. */
const isDate = (element: XmlElement, name: string) =>
  element.name !== 'citedRange' || !/^(from|to)$/.test(name)

export function faultsInTei(text: string): readonly string[] {
  const read = parseXml(text, { file: 'record.xml' })
  if (!read.ok) return [read.error.message]
  const all = [read.root, ...descendants(read.root)]
  const ids = all.flatMap((element) => idOf(element) ?? [])
  const known = new Set(ids)
  return [
    ...(read.root.name === 'TEI' ? [] : [`It begins with ${read.root.name}`]),
    ...all.flatMap((element) => faultsOfElement(element)),
    ...(known.size === ids.length ? [] : ['An xml:id is given twice']),
    ...all.flatMap((element) => pointersLost(element, known)),
  ]
}

function faultsOfElement(element: XmlElement): readonly string[] {
  const { name, line } = element
  const kept = RULES.get(name)
  if (kept === undefined) return [`line ${line}: there is no rule for <${name}>`]
  const children = [...childElements(element)].map((child) => `${child.name} `).join('')
  const hasText = element.children.some((child) => child.kind === 'text' && child.text.trim() !== '')
  return [
    ...(kept.children.test(children) ? [] : [`line ${line}: <${name}> holds ${children}`]),
    ...(hasText && !kept.text ? [`line ${line}: <${name}> holds text`] : []),
    ...element.attributes.flatMap(({ name: attribute, value }) => {
      if (!EVERYWHERE.has(attribute) && !kept.attributes.includes(attribute))
        return [`line ${line}: <${name}> has no attribute ${attribute}`]
      const wanted = isDate(element, attribute) ? VALUES.get(attribute) : undefined
      return wanted?.test(value) === false ? [`line ${line}: ${attribute}="${value}"`] : []
    }),
  ]
}

function pointersLost({ attributes, line }: XmlElement, known: ReadonlySet<string>): readonly string[] {
  return attributes
    .filter(({ name }) => /^(ref|target|where|source)$/.test(name))
    .flatMap(({ value }) => value.split(/\s+/))
    .filter((value) => value.startsWith('#') && !known.has(value.slice(1)))
    .map((value) => `line ${line}: ${value} leads nowhere`)
}
