/** `<!-- table: rules-of-data -->` becomes the table of that name. */
export function insertTables(markdown: string, tables: ReadonlyMap<string, string>, file: string): string {
  return markdown.replace(/^<!-- table: ([a-z-]+) -->$/gm, (_, name: string) => {
    const table = tables.get(name)
    if (table === undefined) throw new Error(`${file}: there is no table “${name}”`)
    return table
  })
}
