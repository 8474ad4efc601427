/** Text that is already safe to send. The only ways to make one are `html` and, for text made safe at intake, `trusted`. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

export type Part = Html | string | number | null | false | undefined | readonly Part[]

/** Everything put between ${} is escaped, unless it is Html already; null, undefined and false leave nothing. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => {
  let page = strings[0] ?? ''
  for (let i = 0; i < parts.length; i++) page += write(parts[i]) + (strings[i + 1] ?? '')
  return new Html(page)
}

/** Only for what `intake` has made inert, and for our own assets. Each use says why. */
export const trusted = (text: string): Html => new Html(text)

/** The same, as one string and not as the many it was put together of. */
export const inOnePiece = ({ text }: Html): Html => new Html(Buffer.from(text, 'utf16le').toString('utf16le'))

export const escapeHtml = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (c) => ESCAPES[c as keyof typeof ESCAPES]) : text

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  let text = ''
  for (const one of part) text += write(one)
  return text
}
