import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'

export type CiteBox = {
  /** "How to cite in a style": what opens the list. */
  readonly summary: string
  readonly citations: readonly { readonly style: string; readonly text: Html }[]
  readonly files: readonly { readonly label: string; readonly href: string; readonly type: string }[]
}

/**
 * Ready citations and files of them. The address `#cite` stands inside the disclosure, so that a link to it opens it
 * without a script (HTML, "ancestor revealing algorithm").
 */
export const citeBox = (
  { summary, citations, files }: CiteBox,
  language: Language,
): Html => html`<div class="cite-box">
<details><summary>${summary}</summary>
<dl class="citations" id="cite-styles">
${citations.map(({ style, text }) => html`<div><dt>${style}</dt><dd><span class="citation">${text}</span> <button type="button" class="quiet copy" hidden data-copied="${words(language).copied}"><span>${words(language).copy}</span></button></dd></div>\n`)}</dl></details>
<ul class="inline-list">
${files.map(({ label, href, type }) => html`<li><a href="${href}" type="${type}" download>${label}</a></li>\n`)}</ul>
</div>`
