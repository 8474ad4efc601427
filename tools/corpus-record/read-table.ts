import { readFileSync } from 'node:fs'

/** The rows of a CSV file, by the names of its columns. */
export function readTable(path: string): readonly { readonly [column: string]: string }[] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n')
  const end = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i]
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === ',') end()
    else if (letter === '\n') {
      end()
      rows.push([])
    } else cell += letter
  }
  if (cell !== '') end()
  const [header = [], ...lines] = rows
  return lines
    .filter((line) => line.length > 1)
    .map((line) => Object.fromEntries(header.map((column, i) => [column, line[i] ?? ''])))
}
