/** The pieces a chapter and a book share: rights, words to find it by, funding, accessibility, versions. */
import { copyWords } from '#access'
import type { Funding, Rights, Subject } from '#book'
import type { ShelvedBook } from '#catalogue'
import { type Html, html, type Part, paths, time } from '#web'
import { describeAccessibility, isSilent } from '../accessibility/describe-accessibility.ts'
import { words as accessibilityWords } from '../accessibility/words.ts'
import { at, type Frame } from '../frame.ts'
import { keepHtml } from '../keep-parts.ts'
import { words } from '../words.ts'
import { apparatusPiece, type Piece } from './apparatus-panel.ts'
import { rightsPanel } from './rights-panel.ts'

type About = {
  readonly product: { readonly id: string }
  readonly rights: Rights
  readonly keywords: readonly string[]
  readonly funding: readonly Funding[]
  readonly book: ShelvedBook
}

const kept = keepHtml()

export const aboutPieces = (frame: Frame, about: About): Html =>
  kept(
    about.product,
    `${frame.place.language} ${frame.place.base}`,
    () => html`${buildPieces(frame, about).map(apparatusPiece)}`,
  )

function buildPieces(frame: Frame, about: About): readonly Piece[] {
  const t = words(frame.place.language)
  return [
    { id: 'rights', heading: t.rights, body: rightsPanel(about.rights, frame.place.language) },
    ...(about.keywords.length === 0
      ? []
      : [{ id: 'keywords', heading: t.keywords, body: wordList(about.keywords) }]),
    ...(about.book.subjects.length === 0
      ? []
      : [{ id: 'subjects', heading: t.subjects, body: subjects(frame, about.book) }]),
    ...(about.funding.length === 0
      ? []
      : [{ id: 'funding', heading: t.funding, body: funding(frame, about.funding) }]),
    { id: 'accessibility', heading: t.accessibility, body: accessibility(frame, about) },
    { id: 'versions', heading: t.versions, body: versions(frame, about.book) },
  ]
}

const wordList = (keywords: readonly string[]): Html =>
  html`<ul class="inline-list">${keywords.map((keyword) => html`<li>${keyword}</li>`)}</ul>`

const subjects = (frame: Frame, book: ShelvedBook): Html =>
  html`<ul class="inline-list">${book.subjects.map((subject, i) => html`<li>${subjectLink(frame, subject, book.browse.subjects[i])}</li>`)}</ul>`

const subjectLink = (frame: Frame, { label }: Subject, slug: string | undefined): Part =>
  slug === undefined ? label : html`<a href="${at(frame, paths.browse('subjects', slug))}">${label}</a>`

const funding = ({ place }: Frame, grants: readonly Funding[]): Html =>
  html`<ul>${grants.map(({ funder, funderId, award }) => html`<li>${funderId === null ? funder : html`<a href="${funderId}">${funder}</a>`}${award !== null && `, ${words(place.language).award(award)}`}</li>`)}</ul>`

function accessibility(frame: Frame, { book, product }: Pick<About, 'book' | 'product'>): Html {
  const { language } = frame.place
  const t = copyWords(language)
  const more = html`<p><a href="${at(frame, paths.accessibility)}">${words(language).accessibilityMore}</a></p>
<p>${t.askHow} <a href="${at(frame, paths.askCopy(product))}" rel="nofollow">${t.ask}</a></p>`
  if (isSilent(book.accessibility)) return html`<p>${accessibilityWords(language).none}</p>${more}`
  return html`<dl class="plain-facts">
${describeAccessibility({ metadata: book.accessibility, layout: book.layout }, language).map(
  ({ heading, statements }) =>
    html`<div><dt>${heading}</dt>${statements.map((statement) => html`<dd>${statement}</dd>`)}</div>\n`,
)}</dl>${more}`
}

/** Newest first: what changed, in the words of the press. */
function versions(frame: Frame, book: ShelvedBook): Html {
  const { language } = frame.place
  const t = words(language)
  const newestFirst = [...book.versions].sort((a, b) => b.number - a.number)
  return html`<dl class="plain-facts">
${newestFirst.map(
  ({ number, shelved, note }) =>
    html`<div><dt>${t.version(number)}, ${time(shelved.slice(0, 10), language)}</dt><dd>${note ?? (number === 1 ? t.firstVersion : t.versionWithoutNote)}</dd></div>\n`,
)}</dl>`
}
