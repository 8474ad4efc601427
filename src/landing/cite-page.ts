/** One product cited in every style there is: the page behind "Other citation styles". */
import { breadcrumbs, type Html, html } from '#web'
import { at, type Frame } from './frame.ts'
import { citationFiles } from './panels/cite-panel.ts'
import { words } from './words.ts'

export type CitePage = Frame & {
  readonly id: string
  readonly kind: 'book' | 'chapter'
  readonly title: string
  readonly href: string
  readonly language: string
  readonly citations: readonly {
    readonly style: string
    readonly entry: Html
    /** As in a footnote, where the style has them. */
    readonly note: Html | null
  }[]
}

export const renderCitePage = (page: CitePage): Html => {
  const t = words(page.place.language)
  const copy = html` <button type="button" class="quiet copy" hidden data-copied="${t.copied}"><span>${t.copyCitation}</span></button>`
  return html`<div class="sheet list">
<header class="list-head">
${breadcrumbs([{ label: page.title, href: page.href, language: page.language }], page.place.language)}
<h1>${t.citeThis[page.kind]}</h1>
</header>
<dl class="citations">
${page.citations.map(
  ({ style, entry, note }) =>
    html`<div><dt>${style}</dt><dd><p data-copy-source>${entry}</p>${copy}</dd>${note !== null && html`<dd><p class="label">${t.inNote}</p><p data-copy-source>${note}</p>${copy}</dd>`}</div>\n`,
)}</dl>
<section aria-labelledby="cite-files"><h2 id="cite-files">${t.citationFiles}</h2>
<ul class="inline-list">
${citationFiles(page).map(({ label, href, type }) => html`<li><a href="${at(page, href)}" type="${type}" download>${label}</a></li>\n`)}</ul></section>
</div>`
}
