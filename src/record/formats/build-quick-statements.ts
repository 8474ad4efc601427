/**
 * QuickStatements v1 for Wikidata (and FactGrid): a line for each statement, to be looked at before it is run. Only of people
 * and places that the author has identified with an item there; with the source and, where a date is said to be about right or
 * uncertain, with that (P1480, sourcing circumstances). Nothing of the living is proposed.
 */
import { boundsOf, formatDay } from '@chapterhouse/edtf'
import type { Calendar } from '../dates/bounds-in-calendar.ts'
import type { Dated, Person, RecordDocument } from '../model/index.ts'
import type { ExportContext } from './export-context.ts'

export function buildQuickStatements({ record, urlOf, made }: ExportContext): string {
  const itemOf = itemsOf(record)
  const retrieved = `S813\t+${made.slice(0, 10)}T00:00:00Z/11`
  const lines = record.people.flatMap((person) => {
    const item = itemOf.get(person.id)
    if (item === undefined || person.living === 'yes') return []
    const reference = `S854\t${quoted(urlOf(person.id))}\t${retrieved}`
    return [
      ...person.names.map(
        ({ text, lang }) => `${item}\tA${(lang ?? record.language).toLowerCase()}\t${quoted(text)}`,
      ),
      ...dates(item, person, { reference, calendar: record.calendar }),
      ...(['birthPlace', 'deathPlace'] as const).flatMap((key) => {
        const place = person[key] === null ? undefined : itemOf.get(person[key])
        return place === undefined
          ? []
          : [`${item}\t${key === 'birthPlace' ? 'P19' : 'P20'}\t${place}\t${reference}`]
      }),
    ]
  })
  const places = record.places.flatMap(({ id, coords, certainty, within }) => {
    const item = itemOf.get(id)
    if (item === undefined) return []
    const wider = within === null ? undefined : itemOf.get(within)
    const reference = `S854\t${quoted(urlOf(id))}\t${retrieved}`
    return [
      ...(coords === null || certainty !== 'certain'
        ? []
        : [`${item}\tP625\t@${coords.latitude}/${coords.longitude}\t${reference}`]),
      ...(wider === undefined ? [] : [`${item}\tP131\t${wider}\t${reference}`]),
    ]
  })
  return [...lines, ...places].map((line) => `${line}\n`).join('')
}

/** Only what the author says is the same. */
function itemsOf({ people, places }: RecordDocument): ReadonlyMap<string, string> {
  return new Map(
    [...people, ...places].flatMap(({ id, sameAs }) => {
      const item = sameAs.flatMap(
        (address) => /^https?:\/\/www\.wikidata\.org\/(?:wiki|entity)\/(Q\d+)$/.exec(address)?.[1] ?? [],
      )[0]
      return item === undefined ? [] : [[id, item] as const]
    }),
  )
}

type Stating = { readonly reference: string; readonly calendar: Calendar }

function dates(item: string, { born, died }: Person, { reference, calendar }: Stating): readonly string[] {
  return (
    [
      ['P569', born],
      ['P570', died],
    ] as const
  ).flatMap(([property, date]) => {
    const value = date === null ? null : timeOf(date, calendar)
    if (date === null || value === null) return []
    return [[item, property, value, ...circumstancesOf(date), reference].join('\t')]
  })
}

const CIRCA = 'Q5727902'
const PRESUMABLY = 'Q18122778'

/** `~` is about, `?` is uncertain, `%` is both. */
function circumstancesOf({ edtf }: Dated): readonly string[] {
  if (edtf.kind !== 'date') return []
  const said = [edtf.year, edtf.month, edtf.day].map((part) => part?.qualifier ?? '').join('')
  return [...(/[~%]/.test(said) ? ['P1480', CIRCA] : []), ...(/[?%]/.test(said) ? ['P1480', PRESUMABLY] : [])]
}

/** A whole day, month or year, which is all that the form can say; anything looser is left to people. `/J`: Julian. */
function timeOf({ edtf }: Dated, calendar: Calendar): string | null {
  if (
    edtf.kind !== 'date' ||
    [edtf.year, edtf.month, edtf.day].some((part) => part !== null && /X/.test(part.digits))
  )
    return null
  if (edtf.month !== null && Number(edtf.month.digits) > 12) return null
  const { earliest } = boundsOf(edtf)
  if (earliest.kind !== 'day' || earliest.day < FIRST_YEAR) return null
  const precision = edtf.day !== null ? 11 : edtf.month !== null ? 10 : 9
  const day = formatDay(earliest.day)
  const shown =
    precision === 11 ? day : precision === 10 ? `${day.slice(0, 7)}-00` : `${day.slice(0, 4)}-00-00`
  return `+${shown}T00:00:00Z/${precision}${calendar === 'julian' ? '/J' : ''}`
}

/** 1 January 1: years before it are counted in another way there. */
const FIRST_YEAR = -719_162

const quoted = (text: string): string => `"${text.replaceAll('"', '”').replace(/[\t\n\r]+/g, ' ')}"`
