import { type Html, html } from '../html.ts'

export type CiteBox = {
  readonly citation: string
  readonly copy: string
  readonly copied: string
  readonly files: readonly { readonly label: string; readonly href: string; readonly type: string }[]
}

/** One citation ready to be copied, and files of it. The button is shown by the script that makes it work. */
export const citeBox = ({ citation, copy, copied, files }: CiteBox): Html => html`<div class="cite-box">
<p class="citation" dir="auto" data-copy-source>${citation}</p>
<button type="button" class="quiet copy" hidden data-copied="${copied}"><span>${copy}</span></button>
<ul class="inline-list">
${files.map(({ label, href, type }) => html`<li><a href="${href}" type="${type}" download>${label}</a></li>\n`)}</ul>
</div>`
