import type { FormattedCitation } from '#citations'
import { type Html, href, html, paths } from '#web'
import type { EntryPage } from '../pages/entry-page.ts'
import { nameOf } from '../pages/view.ts'
import { words } from '../words.ts'

type CitePage = {
  readonly page: EntryPage
  readonly citations: readonly { readonly style: string; readonly citation: FormattedCitation }[]
}

const FILES = [
  ['ris', 'RIS', 'application/x-research-info-systems'],
  ['bib', 'BibTeX', 'application/x-bibtex'],
  ['json', 'CSL-JSON', 'application/vnd.citationstyles.csl+json'],
] as const

export const renderClaimCitePage = ({ page: { view, id }, citations }: CitePage): Html => {
  const t = words(view.place.language)
  return html`<div class="sheet list">
<header class="list-head"><h1>${t.citeHeading}</h1>
<p class="label"><a href="${href(view.place, paths.recordEntry(view.id, id))}" lang="${view.document.language}">${nameOf(view, id)}</a></p></header>
<div class="plain-words">
<p>${t.citeLead}</p>
<h2>${t.styles}</h2>
<dl class="citations">
${citations.flatMap(({ style, citation: { entry, note } }) => (note === null ? [ready(style, entry, t)] : [ready(t.inNote(style), note, t), ready(t.inList(style), entry, t)]))}</dl>
<h2>${t.files}</h2>
<ul class="inline-list">${FILES.map(([format, label, type]) => html`<li><a href="${paths.recordCitation(view.id, id, format)}" type="${type}" download>${label}</a></li>`)}</ul></div></div>`
}

const ready = (
  name: string,
  citation: FormattedCitation['entry'],
  t: { readonly copy: string; readonly copied: string },
): Html => html`<div><dt>${name}</dt><dd><p class="citation" data-copy-source>${citation.html}</p>
<button type="button" class="quiet copy" hidden data-copied="${t.copied}"><span>${t.copy}</span></button></dd></div>
`
