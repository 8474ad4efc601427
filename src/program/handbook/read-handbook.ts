/** docs/handbook from disk, with the tables that the program makes of itself. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Handbook } from './handbook.ts'
import { insertTables } from './insert-tables.ts'
import { parseContents } from './parse-contents.ts'

export const HANDBOOK_FOLDER = fileURLToPath(new URL('../../../docs/handbook/', import.meta.url))

/** `tables`: name → Markdown, for each `<!-- table: name -->`. */
export async function readHandbook(
  tables: ReadonlyMap<string, string>,
  folder = HANDBOOK_FOLDER,
): Promise<Handbook> {
  const { entries, ...about } = parseContents(await readFile(join(folder, 'contents.yaml'), 'utf8'))
  const contents = entries.map(async (entry) => ({
    ...entry,
    markdown: insertTables(await readFile(join(folder, entry.path), 'utf8'), tables, entry.path),
  }))
  return { ...about, contents: await Promise.all(contents), figures: await readFigures(folder) }
}

async function readFigures(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = (await readdir(join(folder, 'figures'))).sort()
  return new Map(
    await Promise.all(
      names.map(async (name) => [`figures/${name}`, await readFile(join(folder, 'figures', name))] as const),
    ),
  )
}
