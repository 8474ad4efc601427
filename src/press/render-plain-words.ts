/**
 * What a press writes of itself, as a page: paragraphs parted by blank lines, `## ` headings, `- ` lists, `[words](address)`
 * links. Everything else is text.
 */
import { type Html, html, type Part } from '#web'

export const renderPlainWords = (text: string): readonly Html[] =>
  text
    .trim()
    .split(/\n[^\S\n]*\n\s*/)
    .map(renderBlock)

function renderBlock(block: string): Html {
  const lines = block.split('\n').map((line) => line.trim())
  const heading = /^#{1,3}\s+(.*)$/.exec(lines[0] ?? '')
  if (heading !== null) {
    const rest = lines.slice(1).join('\n').trim()
    return html`<h2>${heading[1]}</h2>\n${rest !== '' && renderBlock(rest)}`
  }
  if (lines.every((line) => line.startsWith('- ')))
    return html`<ul>${lines.map((line) => html`<li>${renderInline(line.slice(2))}</li>`)}</ul>\n`
  return html`<p>${renderInline(lines.join(' '))}</p>\n`
}

/** Links lead to pages, mail or places of this site; any other address stays text. */
function renderInline(text: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(/\[([^\]\n]{1,300})\]\(([^)\s]{1,2000})\)/g)) {
    const [whole, words = '', address = ''] = match
    const to = addressOf(address)
    if (to === null) continue
    parts.push(text.slice(from, match.index), html`<a href="${to}">${words}</a>`)
    from = match.index + whole.length
  }
  return [...parts, text.slice(from)]
}

export const addressOf = (address: string): string | null => {
  if (/^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(address)) return address
  return /^[^\s@/:]+@[^\s@/:]+$/.test(address) ? `mailto:${address}` : null
}
