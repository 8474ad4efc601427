/**
 * citeproc writes HTML from titles and names that came from outside. Here it becomes ours: only italics, bold, small
 * capitals, raised and lowered letters live on, without attributes of theirs; every other sign is text. Addresses become
 * links.
 */
import { escapeHtml, type Html, trusted } from '#web'

export type InertCitation = { readonly html: Html; readonly text: string }

export function toInertCitation(markup: string): InertCitation {
  let shown = ''
  let text = ''
  const open: string[] = []
  // The label of a numbered list ("[1]", "1.") says nothing of the one thing that is cited here.
  const entry = markup.replace(/<div class="csl-left-margin">.*?<\/div>/s, '').trim()
  for (const [piece] of entry.matchAll(/<[^>]*>|[^<]+|</g)) {
    const tag = TAG.exec(piece)
    if (tag === null) {
      const plain = decode(piece)
      text += plain
      shown += linkAddresses(plain)
      continue
    }
    if (tag[1] === '/') {
      shown += CLOSE[open.pop() ?? ''] ?? ''
      continue
    }
    const mark = markOf(tag[2] ?? '', tag[3] ?? '')
    open.push(mark)
    shown += OPEN[mark] ?? ''
  }
  while (open.length > 0) shown += CLOSE[open.pop() ?? ''] ?? ''
  // Safe: every tag above is one of OPEN and CLOSE, and all text has been escaped.
  return { html: trusted(shown.trim()), text: text.replace(/[ \t\r\n]+/g, ' ').trim() }
}

const TAG = /^<(\/?)(i|b|em|strong|sup|sub|span|div)((?:\s+[a-z-]+="[^"<>]*")*)\s*>$/

const markOf = (name: string, attributes: string): string => {
  if (/small-caps/.test(attributes)) return 'small-capitals'
  if (/italic/.test(attributes)) return 'i'
  if (/font-style:\s*normal|font-weight:\s*normal/.test(attributes)) return 'plain'
  return name === 'em' ? 'i' : name === 'strong' ? 'b' : name
}

const OPEN: Readonly<Record<string, string>> = {
  i: '<i>',
  b: '<b>',
  sup: '<sup>',
  sub: '<sub>',
  'small-capitals': '<span class="small-capitals">',
  plain: '<span class="plain">',
}

const CLOSE: Readonly<Record<string, string>> = {
  i: '</i>',
  b: '</b>',
  sup: '</sup>',
  sub: '</sub>',
  'small-capitals': '</span>',
  plain: '</span>',
}

const linkAddresses = (text: string): string =>
  text
    .split(/((?:https?:\/\/|doi:10\.)[^\s<>"]*[^\s<>".,;:)\]])/)
    .map((part, i) => (i % 2 === 0 ? escapeHtml(part) : link(part)))
    .join('')

const link = (address: string): string =>
  `<a href="${escapeHtml(address.replace(/^doi:/, 'https://doi.org/'))}">${escapeHtml(address)}</a>`

/** The five references that citeproc writes. */
const decode = (text: string): string =>
  text.replace(
    /&(?:#(\d+)|(amp|lt|gt|quot));/g,
    (whole, code: string | undefined, name: string | undefined) =>
      code !== undefined ? String.fromCodePoint(Number(code)) : (NAMED[name ?? ''] ?? whole),
  )

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }
