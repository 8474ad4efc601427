/**
 * The nine kinds of value that a PDF is made of (ISO 32000-2, 7.3), as plain values. Names and strings are bytes: a name is
 * held as one character a byte, a string as its bytes, so that what is written is what was read.
 */
export type PdfName = { readonly kind: 'name'; readonly name: string }
export type PdfString = { readonly kind: 'string'; readonly bytes: Uint8Array }
export type PdfRef = { readonly kind: 'ref'; readonly number: number; readonly generation: number }
export type PdfDict = { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfObject> }
/** `data` as it stands in the file, its filters unapplied. */
export type PdfStream = { readonly kind: 'stream'; readonly dict: PdfDict; readonly data: Uint8Array }
export type PdfArray = readonly PdfObject[]
export type PdfObject =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfRef
  | PdfArray
  | PdfDict
  | PdfStream

export const name = (value: string): PdfName => ({ kind: 'name', name: value })
export const ref = (number: number, generation = 0): PdfRef => ({ kind: 'ref', number, generation })
export const dict = (entries: Iterable<readonly [string, PdfObject]>): PdfDict => ({
  kind: 'dict',
  entries: new Map(entries),
})
/** A dictionary of the entries that have a value. */
export const dictOf = (entries: Readonly<Record<string, PdfObject | undefined>>): PdfDict =>
  dict(
    Object.entries(entries).flatMap(([key, value]) =>
      value === undefined || value === null ? [] : [[key, value] as const],
    ),
  )
export const isArray = (value: PdfObject | undefined): value is PdfArray => Array.isArray(value)
const isKind = (value: PdfObject | undefined): value is PdfName | PdfString | PdfRef | PdfDict | PdfStream =>
  typeof value === 'object' && value !== null && 'kind' in value
export const isRef = (value: PdfObject | undefined): value is PdfRef => isKind(value) && value.kind === 'ref'
export const isDict = (value: PdfObject | undefined): value is PdfDict =>
  isKind(value) && value.kind === 'dict'
export const isStream = (value: PdfObject | undefined): value is PdfStream =>
  isKind(value) && value.kind === 'stream'
export const isString = (value: PdfObject | undefined): value is PdfString =>
  isKind(value) && value.kind === 'string'
export const isName = (value: PdfObject | undefined): value is PdfName =>
  isKind(value) && value.kind === 'name'
/** The name's text, or null for anything else. */
export const nameOf = (value: PdfObject | undefined): string | null => (isName(value) ? value.name : null)

/** Bytes as one character each, and back. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
export const toBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
