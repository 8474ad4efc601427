/** A chapter of the handbook as XHTML, with its place in the book. */
import type { HandbookEntry } from './handbook.ts'
import type { RenderedMarkdown } from './render-markdown.ts'

export type RenderedEntry = HandbookEntry & RenderedMarkdown & { readonly href: string; readonly id: string }

export const numberWords = ({ kind, label }: Pick<HandbookEntry, 'kind' | 'label'>): string =>
  kind === 'part' ? `Part ${label}` : kind === 'appendix' ? `Appendix ${label}` : String(label)

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
