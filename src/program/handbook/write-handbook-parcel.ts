/** The handbook as a parcel: what a press would send of it, ready to be added like any other book. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildBookYaml } from './build-book-yaml.ts'
import { buildHandbook } from './build-handbook.ts'
import { handbookTables } from './handbook-tables.ts'
import { HANDBOOK_FOLDER, readHandbook } from './read-handbook.ts'

/** Writes `handbook.epub` and `book.yaml` into `folder`, which is made when it is not there. */
export async function writeHandbookParcel(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const handbook = await readHandbook(handbookTables())
  const about = await readFile(join(HANDBOOK_FOLDER, 'book.yaml'), 'utf8')
  await writeFile(join(folder, 'handbook.epub'), buildHandbook(handbook))
  await writeFile(join(folder, 'book.yaml'), buildBookYaml(about, handbook.contents))
}
