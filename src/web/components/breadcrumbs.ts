import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'

export type Crumb = {
  readonly label: string
  readonly href: string
  /** The language it is written in, when it comes from a book. */
  readonly language?: string
  readonly direction?: 'ltr' | 'rtl'
}

/** The way down to this page; the page itself is its own heading. */
export const breadcrumbs = (crumbs: readonly Crumb[], language: Language): Html =>
  html`<nav class="breadcrumbs" aria-label="${words(language).youAreHere}"><ol>
${crumbs.map((crumb) => html`<li><a href="${crumb.href}"${crumb.language !== undefined && html` lang="${crumb.language}"`}${crumb.direction === 'rtl' && html` dir="rtl"`}>${crumb.label}</a></li>\n`)}</ol></nav>`
