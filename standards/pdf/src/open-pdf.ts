/**
 * Opens a PDF: finds where each object lies (ISO 32000-2, 7.5) and reads objects when they are asked for. Where the table of
 * places is damaged it is made again by looking through the file, as viewers do, and that is said in `issues`.
 */
import { latin1Between } from './bytes.ts'
import { unpackStream } from './filters.ts'
import { PdfFault, type PdfIssue } from './issue.ts'
import { type Budget, newBudget, type PdfLimits } from './limits.ts'
import { ObjectReader } from './object-reader.ts'
import { isDict, isStream, nameOf, type PdfDict, type PdfObject, type PdfStream } from './objects.ts'
import { readStreamData } from './stream-data.ts'

export type PdfFile = {
  readonly bytes: Uint8Array
  readonly version: string
  readonly trailer: PdfDict
  readonly catalog: PdfDict
  readonly issues: PdfIssue[]
  readonly budget: Budget
  /** The value itself, whatever references lead to it. Absent and unreadable: null. */
  readonly resolve: (value: PdfObject | undefined) => PdfObject
  /** A dictionary (of a stream, too), or null. */
  readonly dictAt: (value: PdfObject | undefined) => PdfDict | null
  /** The unpacked bytes; null for pictures. */
  readonly unpack: (stream: PdfStream) => Uint8Array | null
}

export function openPdf(given: Uint8Array, limits: PdfLimits): PdfFile {
  if (given.length > limits.bytes)
    throw new PdfFault(
      'pdf-is-within-limits',
      `This PDF has ${given.length} bytes; at most ${limits.bytes} are taken. Send it in parts, or with smaller images.`,
    )
  const bytes = fromHeader(given)
  const budget = newBudget(limits)
  const reader = new ObjectReader({ bytes, budget, dataOf: readStreamData(bytes) })
  const { resolve } = reader
  const catalog = openCatalog(reader)
  return {
    bytes,
    version: versionOf(bytes, nameOf(resolve(catalog.entries.get('Version')))),
    trailer: reader.trailer,
    catalog,
    issues: reader.issues,
    budget,
    resolve,
    dictAt: (value) => {
      const found = resolve(value)
      return isDict(found) ? found : isStream(found) ? found.dict : null
    },
    unpack: (stream) => unpackStream(stream, resolve, budget),
  }
}

/** Places count from the header where a mail program or a server put lines before it. */
function fromHeader(bytes: Uint8Array): Uint8Array {
  const start = latin1Between(bytes, 0, 1024).indexOf('%PDF-')
  if (start < 0)
    throw new PdfFault(
      'pdf-can-be-read',
      'This file is not a PDF: it does not begin as one. Send the PDF itself.',
    )
  return start === 0 ? bytes : bytes.subarray(start)
}

/** The newer of what the header and the catalog say (7.5.2). */
function versionOf(bytes: Uint8Array, catalog: string | null): string {
  const header = /^%PDF-(\d\.\d)/.exec(latin1Between(bytes, 0, 16))?.[1] ?? '1.4'
  return catalog !== null && /^\d\.\d$/.test(catalog) && catalog > header ? catalog : header
}

/** The object that everything hangs from, once more after the table of places was made again. */
function openCatalog(reader: ObjectReader): PdfDict {
  refuseEncrypted(reader)
  const first = catalogOf(reader)
  if (first !== null) return first
  reader.rebuild()
  refuseEncrypted(reader)
  const second = catalogOf(reader)
  if (second === null)
    throw new PdfFault(
      'pdf-can-be-read',
      'This PDF is damaged: the list of its pages cannot be found. Save it anew from the program that made it.',
    )
  return second
}

function refuseEncrypted({ resolve, trailer }: ObjectReader) {
  if (resolve(trailer.entries.get('Encrypt')) !== null)
    throw new PdfFault(
      'pdf-is-not-encrypted',
      'This PDF is locked by a password or by restrictions. Save it without security and send it again.',
    )
}

function catalogOf({ resolve, trailer }: ObjectReader): PdfDict | null {
  const root = resolve(trailer.entries.get('Root'))
  return isDict(root) && isDict(resolve(root.entries.get('Pages'))) ? root : null
}
