/** Small readers of RIS and BibTeX, as strict as the programs that import them: for the tests alone. */

type RisRecord = readonly (readonly [tag: string, value: string])[]

export function readRis(text: string): RisRecord {
  const lines = text.split('\r\n')
  if (lines.pop() !== '') throw new Error('the last line has no end')
  return lines.map((line) => {
    const match = /^([A-Z][A-Z0-9]) {2}- (.*)$/s.exec(line)
    if (match === null || /[\r\n]/.test(line)) throw new Error(`not a line of RIS: ${JSON.stringify(line)}`)
    return [match[1] ?? '', match[2] ?? ''] as const
  })
}

type BibtexEntry = {
  readonly kind: string
  readonly key: string
  readonly fields: ReadonlyMap<string, string>
}

/** Reads one entry as BibTeX does: a value is what stands between braces that balance. */
export function readBibtex(text: string): BibtexEntry {
  const head = /^@(\w+)\{([^,\s{}"#%\\']+),\s*/.exec(text)
  if (head === null) throw new Error('no entry')
  const fields = new Map<string, string>()
  let at = head[0].length
  for (;;) {
    const name = /^(\w+) = /.exec(text.slice(at))
    if (name === null) throw new Error(`no field at ${JSON.stringify(text.slice(at, at + 30))}`)
    at += name[0].length
    const end = endOfValue(text, at)
    fields.set(name[1] ?? '', text.slice(at, end))
    at = end
    if (text.startsWith(',\n  ', at)) at += 4
    else break
  }
  if (text.slice(at) !== '\n}\n') throw new Error(`something after the entry: ${JSON.stringify(text.slice(at))}`)
  return { kind: head[1] ?? '', key: head[2] ?? '', fields }
}

function endOfValue(text: string, from: number): number {
  if (text[from] !== '{') return from + (/^\w+/.exec(text.slice(from))?.[0].length ?? 0)
  let depth = 0
  for (let i = from; i < text.length; i++) {
    if (text[i] === '{') depth++
    if (text[i] === '}' && --depth === 0) return i + 1
  }
  throw new Error('a brace is not closed')
}
