/** Where a link of docs/handbook leads once the handbook is a book. */

type Link = {
  readonly href: string
  readonly kind: 'link' | 'image'
  /** The file it stands in, below docs/handbook. */
  readonly from: string
  readonly chapters: ReadonlySet<string>
  readonly figures: ReadonlyMap<string, Uint8Array>
}

/** `../press/what-to-send.md#covers` → `../press/what-to-send.xhtml#covers`; chapters stand below `text/`. */
export function toBookPath({ href, kind, from, chapters, figures }: Link): string {
  if (/^(https?:|mailto:|#)/.test(href)) return href
  const [file = '', fragment] = href.split('#')
  const target = join(from, file)
  if (kind === 'image' && figures.has(target)) return `${up(from)}../${target}`
  if (kind === 'link' && chapters.has(target)) {
    const page = `${up(from)}${target.replace(/\.md$/, '.xhtml')}`
    return fragment === undefined ? page : `${page}#${fragment}`
  }
  throw new Error(`${from}: nothing is found at ${href}`)
}

const up = (from: string): string => '../'.repeat(from.split('/').length - 1)

function join(from: string, relative: string): string {
  const folders = from.split('/').slice(0, -1)
  for (const step of relative.split('/')) {
    if (step === '..') folders.pop()
    else if (step !== '.') folders.push(step)
  }
  return folders.join('/')
}
