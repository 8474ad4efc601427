/**
 * QuickStatements v1 for Wikidata (and FactGrid): a line for each statement, to be looked at before it is run. Only of people
 * and places that the author has identified with an item there; with the source and, where the author is not certain, with
 * how sure. Nothing of the living is proposed.
 */
import { boundsOf, formatDay } from '@chapterhouse/edtf'
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
      ...person.names.map(({ text, lang }) => `${item}\tA${lang ?? record.language}\t${quoted(text)}`),
      ...dates(item, person, reference),
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

function dates(item: string, { born, died }: Person, reference: string): readonly string[] {
  return (
    [
      ['P569', born],
      ['P570', died],
    ] as const
  ).flatMap(([property, date]) => {
    const value = date === null ? null : timeOf(date)
    return value === null ? [] : [`${item}\t${property}\t${value}\t${reference}`]
  })
}

/** A whole day, month or year, which is all that the form can say; anything looser is left to people. */
function timeOf({ edtf }: Dated): string | null {
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
  return `+${shown}T00:00:00Z/${precision}`
}

/** 1 January 1: years before it are counted in another way there. */
const FIRST_YEAR = -719_162

const quoted = (text: string): string => `"${text.replaceAll('"', '”').replace(/[\t\n\r]+/g, ' ')}"`
