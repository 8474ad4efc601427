/**
 * The document type declaration: its names, and the general entities of its internal subset (XML 1.0 §4.2).
 * What lies outside the file is noted and never fetched.
 */
export type Doctype = {
  readonly name: string
  readonly publicId: string | null
  readonly systemId: string | null
  /** General entities of the internal subset: name → replacement text, character references already expanded. */
  readonly entities: ReadonlyMap<string, string>
  /** Names of entities (`%` before a parameter entity) that live outside the file. */
  readonly externalEntities: readonly string[]
}

/** `text` is what stands between `<!DOCTYPE` and its closing `>`. */
export function parseDoctype(text: string): Doctype {
  const head =
    /^\s*([^\s["']+)\s*(?:(PUBLIC)\s*(?:"([^"]*)"|'([^']*)')|SYSTEM)?\s*(?:"([^"]*)"|'([^']*)')?\s*/.exec(
      text,
    )
  const rest = text.slice(head?.[0].length ?? 0)
  const subset = rest.startsWith('[') ? rest.slice(1, rest.lastIndexOf(']')) : ''
  return {
    name: head?.[1] ?? '',
    publicId: head?.[2] === undefined ? null : (head[3] ?? head[4] ?? ''),
    systemId: head?.[5] ?? head?.[6] ?? null,
    ...declaredEntities(subset),
  }
}

const DECLARATION =
  /^<!ENTITY\s+(%\s+)?([^\s"'<>&;%]+)\s+(?:"([^"]*)"|'([^']*)'|(?:SYSTEM|PUBLIC)\s[^>]*)\s*>?/

function declaredEntities(subset: string): Pick<Doctype, 'entities' | 'externalEntities'> {
  const entities = new Map<string, string>()
  const externalEntities: string[] = []
  for (const declaration of declarationsOf(subset)) {
    const match = DECLARATION.exec(declaration)
    if (!match) continue
    const [, percent, name = '', inDouble, inSingle] = match
    const value = inDouble ?? inSingle
    if (value === undefined) externalEntities.push(percent === undefined ? name : `%${name}`)
    // XML 1.0 §4.2: the first declaration of an entity binds.
    else if (percent === undefined && !entities.has(name)) entities.set(name, expandCharacters(value))
  }
  return { entities, externalEntities }
}

/** The `<!…>` of the internal subset, comments and instructions left out; quotation marks may hold a `>`. */
function declarationsOf(subset: string): readonly string[] {
  const declarations: string[] = []
  let at = subset.indexOf('<')
  while (at !== -1) {
    const end = endOfMarkup(subset, at)
    if (subset.startsWith('<!ENTITY', at)) declarations.push(subset.slice(at, end))
    at = subset.indexOf('<', end)
  }
  return declarations
}

function endOfMarkup(text: string, start: number): number {
  const closing = text.startsWith('<!--', start) ? '-->' : text.startsWith('<?', start) ? '?>' : null
  if (closing !== null) {
    const end = text.indexOf(closing, start + 2)
    return end === -1 ? text.length : end + closing.length
  }
  let quote = ''
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (quote !== '') quote = sign === quote ? '' : quote
    else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return at + 1
  }
  return text.length
}

const expandCharacters = (value: string): string =>
  value.replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
