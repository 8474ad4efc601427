/** The handbook as a parcel: what a press would send of it, ready to be added like any other book. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildHandbook } from './build-handbook.ts'
import { handbookTables } from './handbook-tables.ts'
import { HANDBOOK_FOLDER, readHandbook } from './read-handbook.ts'

export async function writeHandbookParcel(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'handbook.epub'), buildHandbook(await readHandbook(handbookTables())))
  await copyFile(join(HANDBOOK_FOLDER, 'book.yaml'), join(folder, 'book.yaml'))
}
