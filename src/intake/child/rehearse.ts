/** A small book of our own read from end to end, so that all that reading a book asks for is compiled. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PARCEL_LIMITS } from '../parcel/parcel.ts'
import { smallEpub } from '../samples/small-epub.ts'
import { makeDraft } from './make-draft.ts'

export async function rehearse(): Promise<void> {
  const jobFolder = process.cwd()
  const path = join(jobFolder, 'parcel')
  mkdirSync(path)
  writeFileSync(join(path, 'small.epub'), smallEpub())
  writeFileSync(join(path, 'book.yaml'), 'imprint: Example\n')
  await makeDraft(
    { purpose: 'draft', path, jobFolder, openness: 'open', today: '2020-10-20', limits: PARCEL_LIMITS },
    () => {},
  )
}
