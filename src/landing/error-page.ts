/** What stands where a page does not: no such page, a withdrawn product, a fault of ours. */
import type { Tombstone } from '#catalogue'
import { type Html, html, type Part, paths, time, words as webWords } from '#web'
import { at, type Frame, titleClass } from './frame.ts'
import { contributorsPanel } from './panels/contributors-panel.ts'
import { contactLink } from './panels/rights-panel.ts'
import { words } from './words.ts'

export const renderNotFoundPage = (frame: Frame): Html => {
  const t = words(frame.place.language)
  return html`<div class="sheet error"><header class="list-head"><p class="numeral">404</p>
<h1>${t.notFound}</h1></header>
<div class="plain-words"><p>${t.notFoundWhy}</p>
<p>${t.notFoundWays}</p>
${ways(frame)}</div></div>`
}

export type FailedPage = Frame & {
  /** The same as in the header and in the log. */
  readonly requestId: string
}

export const renderFailedPage = (page: FailedPage): Html => {
  const t = words(page.place.language)
  return html`<div class="sheet error"><header class="list-head"><p class="numeral">500</p>
<h1>${t.failed}</h1></header>
<div class="plain-words"><p>${t.failedWhy}</p>
<p>${t.failedTell}</p>
<p><span class="label">${t.requestNumber}</span> <code class="identifier">${page.requestId}</code></p>
<p>${contactLink(page.brand.accessibilityContact)}</p>
${ways(page)}</div></div>`
}

export type GonePage = Frame & { readonly tombstone: Tombstone }

/** The record without the words: a citation of it still leads to what it names. */
export const renderGonePage = (page: GonePage): Html => {
  const { tombstone, place } = page
  const t = words(place.language)
  return html`<article class="leaf error"><header class="title-page">
<p class="gone">${t.gone[tombstone.product]}</p>
<h1>${tombstone.label !== null && html`<span class="numeral">${tombstone.label}</span><span class="visually-hidden"> – </span>`}<span class="${titleClass(tombstone.title)}">${tombstone.title}</span></h1>
${tombstone.subtitle !== null && html`<p class="title-subtitle">${tombstone.subtitle}</p>`}
<p class="first-online">${t.goneWhen} ${time(tombstone.withdrawn.slice(0, 10), place.language)}</p>
${contributorsPanel(page, tombstone.contributors)}
</header>
<div class="plain-words">${tombstone.reason === null ? html`<p>${t.goneLeftOut}</p>` : html`<p class="label">${t.goneReason}</p><p>${tombstone.reason}</p>`}
<p>${t.goneRecord}</p>
${whereItStood(page)}${tombstone.doi !== null && html`<p><span class="label">DOI</span> <span class="identifier">${tombstone.doi}</span></p>\n`}
${ways(page)}</div></article>`
}

const whereItStood = (page: GonePage): Part => {
  const { book } = page.tombstone
  if (book === null) return null
  const title = book.shelved ? html`<a href="${at(page, paths.book(book))}">${book.title}</a>` : book.title
  return html`<p><span class="label">${words(page.place.language).stillShelved}</span> ${title}</p>\n`
}

const ways = (frame: Frame): Html => {
  const t = webWords(frame.place.language)
  return html`<ul class="inline-list"><li><a href="${at(frame, paths.books)}">${t.books}</a></li><li><a href="${at(frame, paths.home)}">${frame.brand.name}</a></li><li><a href="${at(frame, paths.accessibility)}">${t.accessibilityHelp}</a></li></ul>`
}
