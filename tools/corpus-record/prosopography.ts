/** A11: SPEAR (Syriaca.org, CC BY 3.0), a prosopography of factoids in TEI, in and out again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseXml } from '@chapterhouse/epub'
import type { RecordDocument } from '../../src/record/model/index.ts'
import { readRecord } from '../../src/record/reading/read-record.ts'
import { buildTei } from '../../src/record/tei/build-tei.ts'
import { promise, timed } from './promise.ts'

const located = ({ claims }: RecordDocument) =>
  claims.filter(({ at, by }) => at !== null && by !== null).length
const dated = ({ events }: RecordDocument) => events.filter(({ when }) => when !== null).length

export function checkProsopography(folder: string): void {
  const files = readdirSync(join(folder, 'spear')).map((name) => ({
    name,
    text: readFileSync(join(folder, 'spear', name), 'utf8'),
  }))
  const { result: read, spent } = timed(() => readRecord(files))
  const { record } = read
  if (record === null) {
    promise(
      'A11 SPEAR',
      false,
      read.faults
        .map(({ message }) => message)
        .join(' ')
        .slice(0, 300),
      'to be read',
    )
    return
  }
  promise(
    'A11 SPEAR in',
    record.claims.length === 4282 &&
      located(record) === 4282 &&
      dated(record) === 542 &&
      record.people.length === 841,
    `${record.claims.length} claims, ${located(record)} places in sources, ${dated(record)} dated, ${record.people.length} persons`,
    '4282 claims, 4282 places, 542 dated, 841 persons',
  )
  promise(
    'A11 SPEAR in 3 s',
    spent <= 3000,
    `${spent} ms of the processor for ${files.length} files`,
    '≤ 3000 ms',
  )
  const text = buildTei(record)
  const again = readRecord([{ name: 'spear.xml', text }]).record
  promise(
    'A11 SPEAR out and in again',
    parseXml(text, { file: 'spear.xml' }).ok && isDeepStrictEqual(again, record),
    `${again?.claims.length} claims, ${again === null ? 0 : located(again)} places, ${again === null ? 0 : dated(again)} dates, ${isDeepStrictEqual(again, record) ? '' : 'not '}the same record`,
    'well-formed, nothing lost',
  )
}
