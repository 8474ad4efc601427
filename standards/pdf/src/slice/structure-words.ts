/**
 * What an element of structure says beside its content (ISO 32000-2, 14.7.2 and 14.7.6): its title, its alternative, attributes.
 * Words speak for the whole of an element; where a part of its content stayed behind, so do they, and what tells how it is laid
 * out comes along.
 */
import { dictOf, isArray, isDict, isStream, isString, type PdfDict, type PdfObject } from '../objects.ts'
import type { PdfFile } from '../open-pdf.ts'

/** `Phoneme` and the rest are how it is read aloud. */
const WORDS = ['T', 'Alt', 'ActualText', 'E', 'Phoneme', 'PhoneticAlphabet']
/** Of a property that the author named himself (14.8.5.7). */
const PROPERTY = ['N', 'V', 'F', 'H']
const DEPTH = 8

export function wordsOf(file: PdfFile, source: PdfDict): Readonly<Record<string, PdfObject>> {
  return Object.fromEntries(
    WORDS.map((key) => [key, plain(file, source.entries.get(key), true, 0) ?? null] as const),
  )
}

/** `speaks`: words among them come along, too. */
export function attributesOf(
  file: PdfFile,
  value: PdfObject | undefined,
  speaks: boolean,
): PdfObject | undefined {
  const held = file.resolve(value)
  // Between the attributes of several owners stand numbers of revisions.
  if (isArray(held))
    return held.map((item) => {
      const one = file.resolve(item)
      return typeof one === 'number' ? one : (attributesOf(file, one, speaks) ?? null)
    })
  const source = isStream(held) ? held.dict : held
  if (!isDict(source)) return undefined
  const entries = [...source.entries].flatMap(([key, item]) => {
    const kept = key === 'NS' ? undefined : plain(file, item, speaks, 0)
    return kept === undefined ? [] : [[key, kept] as const]
  })
  return { kind: 'dict', entries: new Map(entries) }
}

/** Numbers, names and lists of them; words and named properties only where `speaks`. Undefined: it stays behind. */
function plain(
  file: PdfFile,
  value: PdfObject | undefined,
  speaks: boolean,
  depth: number,
): PdfObject | undefined {
  const held = file.resolve(value)
  if (held === null || depth > DEPTH || isStream(held)) return undefined
  if (isString(held)) return speaks ? held : undefined
  if (isArray(held)) {
    const items = held.map((item) => plain(file, item, speaks, depth + 1))
    return items.some((item) => item === undefined) ? undefined : items.map((item) => item ?? null)
  }
  if (!isDict(held)) return held
  if (!speaks) return undefined
  return dictOf(
    Object.fromEntries(PROPERTY.map((key) => [key, plain(file, held.entries.get(key), speaks, depth + 1)])),
  )
}
