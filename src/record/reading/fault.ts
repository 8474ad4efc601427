/** What is wrong with a record: where, what was found, what to do; one line, stable codes (record.md §2, Errors). */

/** What each code promises. E refuses the record, K is a conflict the author has not answered, W warns. */
export const FAULT_CODES = {
  'E-YAML': 'A file can be read as YAML; it has no anchors, aliases or tags.',
  'E-CSV': 'A table has a header whose names are known, and rows of its length.',
  'E-TEI': 'A TEI file is well-formed, and has no document type of its own.',
  'E-FILE': 'There is a record.yaml, and no list is told twice.',
  'E-SIZE': 'No file is larger than it can be read, and there are no more than 20,000 entities.',
  'E-KEY': 'A key is one that is known there, and stands there once.',
  'E-TYPE': 'A value is a text, a list or a mapping, as its key asks.',
  'E-MISSING': 'What must be said is said.',
  'E-WORD': 'A word is one of those that are known there.',
  'E-ID': 'An id is made of small letters, digits and hyphens, 2 to 64 of them, and begins with a letter.',
  'E-DUPLICATE': 'An id names one thing.',
  'E-REF': 'What is named is in the record.',
  'E-DATE': 'A date is one of EDTF, or a relation such as “6mo before nsc-meeting”.',
  'E-NUMBER': 'A number is whole, and as large as makes sense.',
  'E-COORDS': 'Coordinates are latitude and longitude, in degrees.',
  'E-URL': 'An address begins with https:// or http://.',
  'E-ORDER': 'Nobody dies before birth, and nothing ends before it begins.',
  'E-CYCLE': 'No place lies within itself, and nothing is dated by itself.',
  'E-LIVING': 'Somebody who is alive has not died.',
  'E-VERDICT': 'A mention means one person; mentions of different people mean different persons.',
  'E-CHAPTER': 'The record belongs to a chapter of the book it came with.',
  'E-STATUS': 'A claim that no longer stands says by what it was replaced, or why.',
  'K-TIME': 'All that is said of dates can be true at once, or the author says why it is not.',
  'K-COUNT': 'A group has no more members than it is said to have.',
  'W-FILE': 'Every file of a record is one that is known.',
  'W-NOSOURCE': 'A claim names who says it, and where.',
  'W-ANSWER': 'An answer answers a conflict that is there.',
  'W-QUOTE': 'A quotation stands in the chapter, word for word, once.',
  'W-CHAPTER': 'The record says to which chapter of the book it belongs.',
  'W-LIVING': 'Nothing tells when or where somebody who is alive was born.',
  'W-SAME': 'Two entries are not the same person, as far as their names tell.',
} as const
export type FaultCode = keyof typeof FAULT_CODES

export type At = { readonly file: string; readonly line: number; readonly column: number }

export type RecordFault = At & { readonly code: FaultCode; readonly message: string }

export const isBlocking = ({ code }: RecordFault): boolean => code.startsWith('E-')

/** `events.yaml:5:14 E-DATE  "1953-02-29" is not a date …` */
export const toFaultLine = ({ file, line, column, code, message }: RecordFault): string =>
  `${file}:${line}:${column} ${code}  ${message}`

/** A message fits on a line, whatever was found. */
const LONGEST = 200

export const shortened = (message: string): string =>
  message.length <= LONGEST ? message : `${message.slice(0, LONGEST - 1)}…`

/** What was found, as it is quoted. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return `“${line.length > 50 ? `${line.slice(0, 49)}…` : line}”`
}
