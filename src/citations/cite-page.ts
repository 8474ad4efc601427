/** Every style and every file of one citation, on a page of its own: nothing on it needs a script but the copy buttons. */
import { type Product, subjectOf } from '#book'
import { type Html, href, html, type Place, paths } from '#web'
import { wholeTitle } from './build-csl-item.ts'
import type { FormattedCitation } from './citation-styles.ts'
import { CITATION_MEDIA_TYPES, type CitationFormat } from './negotiate.ts'
import type { InertCitation } from './to-inert-citation.ts'
import { words } from './words.ts'

type CitePage = {
  readonly product: Product
  readonly place: Place
  readonly citations: readonly { readonly style: string; readonly citation: FormattedCitation }[]
}

export const renderCitePage = ({ product, place, citations }: CitePage): Html => {
  const t = words(place.language)
  const subject = subjectOf(product)
  const language =
    product.kind === 'chapter' ? product.chapter.language : (product.book.languages[0] ?? 'und')
  const page = product.kind === 'book' ? paths.book(subject) : paths.chapter(subject)
  return html`<div class="sheet list">
<header class="list-head"><h1>${t.heading}</h1>
<p class="label"><a href="${href(place, page)}" lang="${language}">${wholeTitle(subject)}</a></p></header>
<div class="plain-words">
<p>${t.lead}</p>
<h2>${t.styles}</h2>
<dl class="citations">
${citations.map(({ style, citation }) => styleEntry(style, citation, place))}</dl>
<h2>${t.files}</h2>
<p>${t.filesLead}</p>
<ul class="inline-list">
${FORMATS.map((format) => html`<li><a href="${paths.citation(subject, format)}" type="${CITATION_MEDIA_TYPES[format]}" download>${t.file[format]}</a></li>\n`)}</ul>
<p><a href="${href(place, page)}">${t.back[product.kind]}</a></p></div></div>`
}

const FORMATS: readonly CitationFormat[] = ['ris', 'bib', 'json']

const styleEntry = (style: string, { entry, note }: FormattedCitation, place: Place): Html => {
  const t = words(place.language)
  if (note === null) return ready(style, entry, place)
  return html`${ready(t.inNote(style), note, place)}${ready(t.inList(style), entry, place)}`
}

/** The button is shown by the script that makes it work. */
const ready = (name: string, citation: InertCitation, { language }: Place): Html => {
  const t = words(language)
  return html`<div><dt>${name}</dt><dd><p class="citation" data-copy-source>${citation.html}</p>
<button type="button" class="quiet copy" hidden data-copied="${t.copied}"><span>${t.copy}</span></button></dd></div>
`
}
