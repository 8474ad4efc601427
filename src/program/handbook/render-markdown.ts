/**
 * Markdown into the body of an EPUB content document: XHTML with figures, captions, table headers and notes that lead
 * back. The Markdown stays what every forge shows well; four habits of writing carry the rest:
 * - an image alone in a paragraph is a figure, and its title is the caption,
 * - `<details>` straight after a figure is its long description,
 * - a paragraph in italics that begins with "Table", straight before a table, is its caption,
 * - `[^name]` is a note.
 */
import MarkdownIt, { type Token } from 'markdown-it'
import footnote from 'markdown-it-footnote'
import { toSlug } from '#base'

export type RenderedMarkdown = {
  /** Without its first heading, which is the title. */
  readonly html: string
  readonly title: string
  readonly headings: readonly { readonly level: number; readonly text: string; readonly id: string }[]
  readonly noteCount: number
}

export type LinkResolver = (href: string, kind: 'link' | 'image') => string

/** `resolve` turns an address of docs/ into one of the book; it throws for one that leads nowhere. */
export function renderMarkdown(source: string, resolve: LinkResolver): RenderedMarkdown {
  const env = {}
  const tokens = markdown.parse(source, env)
  const title = textOf(tokens[1])
  if (tokens[0]?.tag !== 'h1' || title === '')
    throw new Error('A chapter of the handbook begins with its title')
  const body = tokens.slice(3)
  const headings = nameHeadings(body)
  resolveLinks(body, resolve)
  return {
    html: markdown.renderer.render(asFiguresAndCaptions(body), markdown.options, env),
    title,
    headings,
    noteCount: body.filter(({ type }) => type === 'footnote_open').length,
  }
}

const markdown = new MarkdownIt({ html: true, xhtmlOut: true, typographer: true, quotes: '“”‘’' }).use(
  footnote,
)

const number = (token: Token | undefined): string => String(Number(token?.meta?.id ?? 0) + 1)
const repeat = (token: Token | undefined): string => {
  const again = Number(token?.meta?.subId ?? 0)
  return again > 0 ? `-${again}` : ''
}

Object.assign(markdown.renderer.rules, {
  footnote_ref: (tokens: Token[], i: number) => {
    const n = number(tokens[i])
    return `<a epub:type="noteref" role="doc-noteref" class="noteref" id="noteref-${n}${repeat(tokens[i])}" href="#note-${n}">${n}</a>`
  },
  footnote_block_open: () =>
    '<section epub:type="endnotes" role="doc-endnotes" class="notes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n<ol>\n',
  footnote_block_close: () => '</ol>\n</section>\n',
  footnote_open: (tokens: Token[], i: number) => `<li epub:type="endnote" id="note-${number(tokens[i])}">`,
  footnote_close: () => '</li>\n',
  footnote_anchor: (tokens: Token[], i: number) => {
    const n = number(tokens[i])
    return ` <a role="doc-backlink" class="backlink" href="#noteref-${n}${repeat(tokens[i])}" aria-label="Back to the text, note ${n}">↩</a>`
  },
  th_open: () => '<th scope="col">',
  td_open: () => '<td>',
})

const textOf = (token: Token | undefined): string =>
  (token?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('')

function nameHeadings(tokens: Token[]): RenderedMarkdown['headings'] {
  const taken = new Set(['notes'])
  return tokens.flatMap((token, i) => {
    if (token.type !== 'heading_open') return []
    const text = textOf(tokens[i + 1])
    const id = free(toSlug(text), taken)
    token.attrSet('id', id)
    return [{ level: Number(token.tag.slice(1)), text, id }]
  })
}

function free(wanted: string, taken: Set<string>): string {
  let id = wanted
  for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`
  taken.add(id)
  return id
}

function resolveLinks(tokens: readonly Token[], resolve: LinkResolver): void {
  for (const token of tokens.flatMap((token) => [token, ...(token.children ?? [])])) {
    const href = token.attrGet('href')
    if (href !== null) token.attrSet('href', resolve(String(href), 'link'))
    const src = token.attrGet('src')
    if (src !== null) token.attrSet('src', resolve(String(src), 'image'))
  }
}

/** Rewrites the stream of tokens: figures out of lonely images, captions out of paragraphs before tables. */
function asFiguresAndCaptions(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const [open, inline, , next] = tokens.slice(i, i + 4)
    const image = open?.type === 'paragraph_open' ? lonelyImage(inline) : null
    const caption =
      open?.type === 'paragraph_open' && next?.type === 'table_open' ? tableCaption(inline) : null
    if (image) out.push(raw(figure(image)))
    else if (caption !== null && next) out.push(next, raw(`<caption>${escapeHtml(caption)}</caption>\n`))
    else if (tokens[i]) out.push(tokens[i] as Token)
    i += image ? 2 : caption === null ? 0 : 3
  }
  return out
}

const lonelyImage = (inline: Token | undefined): Token | null => {
  const [only, ...others] = inline?.children ?? []
  return only?.type === 'image' && others.length === 0 ? only : null
}

const tableCaption = (inline: Token | undefined): string | null => {
  const children = inline?.children ?? []
  const text = textOf(inline)
  return children[0]?.type === 'em_open' && children.at(-1)?.type === 'em_close' && text.startsWith('Table')
    ? text
    : null
}

function figure(image: Token): string {
  const caption = String(image.attrGet('title') ?? '')
  const src = escapeHtml(String(image.attrGet('src') ?? ''))
  return `<figure>\n<img src="${src}" alt="${escapeHtml(textOf(image))}"/>\n${caption ? `<figcaption>${escapeHtml(caption)}</figcaption>\n` : ''}</figure>\n`
}

const escapeHtml = (text: string): string => markdown.utils.escapeHtml(text)

function raw(html: string): Token {
  const [token] = markdown.parse('<hr/>', {})
  if (!token) throw new Error('markdown-it no longer keeps HTML')
  token.content = html
  return token
}
