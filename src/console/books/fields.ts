/**
 * The fields in which staff edit a book: each is a key of book.yaml and a way to write it on a line or in a box. What is
 * changed becomes a correction in the words of book.yaml; what is left as it was becomes nothing.
 */
import { CHAPTER_TYPES, EMPTIABLE_OF_BOOK, EMPTIABLE_OF_CHAPTER } from '#book'
import { type Told, valueAt } from '#catalogue'

export type FieldKind =
  | 'line'
  | 'prose'
  | 'lines'
  | 'contributors'
  | 'isbns'
  | 'series'
  | 'funding'
  | 'codes'
  | 'choice'

export type EditField = {
  /** The key in book.yaml; of a table, `rights.holder`. */
  readonly key: string
  readonly kind: FieldKind
  readonly options?: readonly string[]
}

const line = (key: string): EditField => ({ key, kind: 'line' })

const ACCESS: readonly EditField[] = [
  { key: 'access', kind: 'choice', options: ['open', 'closed'] },
  line('free-from'),
  line('free-until'),
  line('embargo-until'),
]

export const BOOK_FIELDS: readonly EditField[] = [
  line('title'),
  line('subtitle'),
  { key: 'contributors', kind: 'contributors' },
  { key: 'description', kind: 'prose' },
  line('imprint'),
  line('edition'),
  { key: 'series', kind: 'series' },
  { key: 'identifiers.isbn', kind: 'isbns' },
  line('identifiers.doi'),
  { key: 'language', kind: 'lines' },
  line('print-year'),
  line('pages'),
  { key: 'subjects.thema', kind: 'codes' },
  { key: 'subjects.bisac', kind: 'codes' },
  { key: 'subjects.lcsh', kind: 'lines' },
  { key: 'subjects.keywords', kind: 'lines' },
  line('rights.holder'),
  line('rights.statement'),
  line('rights.licence'),
  line('rights.contact'),
  { key: 'funding', kind: 'funding' },
  line('cover-alternative'),
  ...ACCESS,
]

export const CHAPTER_FIELDS: readonly EditField[] = [
  line('number'),
  line('title'),
  line('subtitle'),
  { key: 'type', kind: 'choice', options: CHAPTER_TYPES },
  { key: 'contributors', kind: 'contributors' },
  { key: 'abstract', kind: 'prose' },
  { key: 'keywords', kind: 'lines' },
  line('pages'),
  line('doi'),
  line('language'),
  line('rights.holder'),
  line('rights.statement'),
  line('rights.licence'),
  { key: 'funding', kind: 'funding' },
  ...ACCESS,
]

const isTable = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const parts = (value: unknown, ...names: readonly string[]): string =>
  isTable(value)
    ? names
        .map((name) => text(value[name]))
        .join(' | ')
        .replace(/( \| )+$/, '')
    : text(value)

/** A value as it stands in its field. */
export function toFieldText({ key, kind }: EditField, told: Told): string {
  const value = valueAt(told, key)
  switch (kind) {
    case 'prose':
      return text(value).trim()
    case 'lines':
      return list(value).map(text).join('\n')
    case 'codes':
      return list(value)
        .map((one) => parts(one, 'code', 'label'))
        .join('\n')
    case 'isbns':
      return list(value)
        .map((one) => parts(one, 'value', 'format'))
        .join('\n')
    case 'series':
      return list(value)
        .map((one) => parts(one, 'title', 'volume', 'issn'))
        .join('\n')
    case 'funding':
      return list(value)
        .map((one) => parts(one, 'funder', 'award', 'id'))
        .join('\n')
    case 'contributors':
      return list(value).map(toContributorLine).join('\n')
    default:
      return text(value)
  }
}

function toContributorLine(one: unknown): string {
  if (!isTable(one)) return text(one)
  const places = list(one.affiliations).map((place) => (isTable(place) ? text(place.name) : text(place)))
  return [text(one.name), text(one.role), text(one.orcid), places.join('; ')]
    .join(' | ')
    .replace(/( \| )+$/, '')
}

/** What a field's text says in book.yaml; null: nothing. `before`: what a line of a person leaves out stays as it was. */
export function fromFieldText({ key, kind }: EditField, typed: string, told: Told): unknown {
  const given = typed.replaceAll('\r\n', '\n').trim()
  if (given === '') return null
  const lines = given
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const cells = (one: string) => one.split('|').map((cell) => cell.trim())
  const table = (one: string, ...names: readonly string[]): unknown => {
    const [first, ...others] = cells(one)
    if (others.every((cell) => cell === '')) return names[0] === 'funder' ? { funder: first } : first
    return Object.fromEntries(names.flatMap((name, i) => (cells(one)[i] ? [[name, cells(one)[i]]] : [])))
  }
  switch (kind) {
    case 'prose':
      return `${given}\n`
    case 'lines':
      return lines
    case 'codes':
      return lines.map((one) => table(one, 'code', 'label'))
    case 'isbns':
      return lines.map((one) => table(one, 'value', 'format'))
    case 'series':
      return lines.map((one) => table(one, 'title', 'volume', 'issn'))
    case 'funding':
      return lines.map((one) => table(one, 'funder', 'award', 'id'))
    case 'contributors':
      return lines.map((one) => fromContributorLine(cells(one), list(valueAt(told, key))))
    default:
      return key === 'print-year' || (key === 'pages' && /^\d+$/.test(given)) ? Number(given) || given : given
  }
}

/** Somebody of the same name keeps what a line does not show: given and family name, other scripts, the ids of institutions. */
function fromContributorLine(
  [name = '', role = '', orcid = '', places = '']: readonly string[],
  before: readonly unknown[],
): unknown {
  const known = before.find((one) => isTable(one) && one.name === name)
  const kept = isTable(known) ? known : {}
  const keptPlaces = list(kept.affiliations)
  const affiliations = places
    .split(';')
    .map((place) => place.trim())
    .filter((place) => place !== '')
    .map((place) => keptPlaces.find((one) => isTable(one) && one.name === place) ?? place)
  const { role: _role, orcid: _orcid, affiliations: _places, ...others } = kept
  return {
    ...others,
    name,
    ...(role === '' ? {} : { role: role.toLowerCase() }),
    ...(orcid === '' ? {} : { orcid }),
    ...(affiliations.length === 0 ? {} : { affiliations }),
  }
}

/**
 * What a form changes, in the shape of corrections. What is emptied is named as left empty, for the files may say it still;
 * `without`: what is so already.
 */
export function decideCorrections(
  fields: readonly EditField[],
  told: Told,
  typed: (key: string) => string | null,
  without: readonly string[] = [],
): Told {
  const changed: Record<string, unknown> = {}
  const empty = new Set(without)
  for (const field of fields) {
    const given = typed(field.key)
    if (given === null || normal(given) === normal(toFieldText(field, told))) continue
    const value = fromFieldText(field, given, told)
    if (value === null) empty.add(field.key)
    else empty.delete(field.key)
    const [first = '', second] = field.key.split('.')
    if (second === undefined) changed[first] = value
    else changed[first] = { ...(isTable(changed[first]) ? changed[first] : {}), [second]: value }
  }
  const left = [...empty].filter(isEmptiable)
  if (String(left) !== String(without)) changed.without = left.length === 0 ? null : left
  // A list is sorted by the title: one that is retitled is sorted anew.
  return 'title' in changed && 'sort-title' in told ? { ...changed, 'sort-title': null } : changed
}

const EMPTIABLE: ReadonlySet<string> = new Set([...EMPTIABLE_OF_BOOK, ...EMPTIABLE_OF_CHAPTER])
const isEmptiable = (key: string): boolean => EMPTIABLE.has(key)

const normal = (text: string): string => text.replaceAll('\r\n', '\n').trim()
