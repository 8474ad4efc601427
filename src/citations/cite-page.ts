/** Every style and every file of one citation, on a page of its own: nothing on it needs a script but the copy buttons. */
import { type Product, subjectOf } from '#book'
import { type Html, href, html, type Place, paths } from '#web'
import type { FormattedCitation } from './citation-styles.ts'
import { CITATION_MEDIA_TYPES, type CitationFormat } from './negotiate.ts'
import type { InertCitation } from './to-inert-citation.ts'
import { words } from './words.ts'

export type CitePage = {
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
  return html`<article class="leaf cite">
<header class="title-page"><h1>${t.heading}</h1>
<p><a href="${href(place, page)}" lang="${language}">${subject.title}</a></p>
<p>${t.lead}</p></header>
<section aria-labelledby="styles"><h2 id="styles">${t.styles}</h2>
${citations.map(({ style, citation }) => styleEntry(style, citation, place))}</section>
<section aria-labelledby="files"><h2 id="files">${t.files}</h2>
<p>${t.filesLead}</p>
<ul class="inline-list">
${FORMATS.map((format) => html`<li><a href="${paths.citation(subject, format)}" type="${CITATION_MEDIA_TYPES[format]}" download>${t.file[format]}</a></li>\n`)}</ul></section>
<p><a href="${href(place, page)}">${t.back[product.kind]}</a></p>
</article>`
}

const FORMATS: readonly CitationFormat[] = ['ris', 'bib', 'json']

const styleEntry = (style: string, { entry, note }: FormattedCitation, place: Place): Html => {
  const t = words(place.language)
  if (note === null) return html`<h3>${style}</h3>\n${ready(entry, place)}`
  return html`<h3>${style}</h3>
<h4>${t.inNote}</h4>
${ready(note, place)}<h4>${t.inList}</h4>
${ready(entry, place)}`
}

/** The button is shown by the script that makes it work. */
const ready = (citation: InertCitation, { language }: Place): Html => {
  const t = words(language)
  return html`<div class="cite-box"><p class="citation" data-copy-source>${citation.html}</p>
<button type="button" class="quiet copy" hidden data-copied="${t.copied}"><span>${t.copy}</span></button></div>
`
}
