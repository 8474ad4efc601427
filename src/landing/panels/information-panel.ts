/**
 * The facts of a chapter in the order of chapter-page rows 17 to 23; what the reference lacks (DOI, series, language)
 * comes after them.
 */
import type { Contributor } from '#book'
import type { LinkedContributor, ShelvedBook, ShelvedChapter } from '#catalogue'
import {
  type Definition,
  definitionList,
  type Html,
  html,
  inSentence,
  type Part,
  paths,
  time,
  words as webWords,
  writeLanguage,
} from '#web'
import { at, type Frame, languageOf } from '../frame.ts'
import { keepHtml } from '../keep-parts.ts'
import { words } from '../words.ts'

const kept = keepHtml()

export const chapterInformation = (frame: Frame, chapter: ShelvedChapter, book: ShelvedBook): Html =>
  kept(chapter, `${frame.place.language} ${frame.place.base}`, () => aboutChapter(frame, chapter, book))

const aboutChapter = (frame: Frame, chapter: ShelvedChapter, book: ShelvedBook): Html => {
  const { language } = frame.place
  const t = words(language)
  return html`<section class="information" aria-labelledby="information">
${definitionList([{ term: t.type, values: [t.types[chapter.type]] }], 'facts type')}
<h2 id="information">${t.information}</h2>
${definitionList([
  { term: t.inBook, values: [bookTitle(frame, book), ...volumeContributors(frame, chapter, book)] },
  { term: t.pages, values: chapter.pages === null ? [] : [pageRange(frame, chapter.pages)] },
  ...bookFacts(frame, book),
  { term: t.doi, values: doi(chapter.doi) },
  {
    term: t.language,
    values: chapter.language === language ? [] : [writeLanguage(chapter.language, language)],
  },
])}
</section>`
}

export const bookInformation = (frame: Frame, book: ShelvedBook): Html => {
  const { language } = frame.place
  const t = words(language)
  return html`<section class="information" aria-labelledby="information">
<h2 id="information">${t.information}</h2>
${definitionList([
  ...bookFacts(frame, book),
  { term: t.firstOnline, values: [time(book.firstOnline, language)] },
  { term: t.edition, values: book.edition === null ? [] : [book.edition] },
  { term: t.doi, values: doi(book.identifiers.doi) },
  { term: t.isbn, values: isbns(book, frame) },
  { term: t.printedPages, values: book.pageCount === null ? [] : [String(book.pageCount)] },
  { term: t.language, values: book.languages.map((tag) => writeLanguage(tag, language)) },
])}
</section>`
}

/** Publisher is the imprint, not who runs the site; the print year is not the date online. */
const bookFacts = (frame: Frame, book: ShelvedBook): readonly Definition[] => {
  const t = words(frame.place.language)
  return [
    { term: t.publisher, values: book.imprint === null ? [] : [imprint(frame, book, book.imprint)] },
    { term: t.printYear, values: book.printYear === null ? [] : [year(frame, book, book.printYear)] },
    { term: t.series, values: book.series.map((one, i) => series(frame, one, book.browse.series[i])) },
  ]
}

const bookTitle = (frame: Frame, book: ShelvedBook): Part =>
  html`<span lang="${languageOf(book)}"${book.direction === 'rtl' && html` dir="rtl"`}><a class="book-title" href="${at(frame, paths.book(book))}">${book.title}</a>${book.subtitle !== null && html`<span class="visually-hidden">: </span><span class="subtitle">${book.subtitle}</span>`}</span>`

/** Those of the volume, where they are not the authors the title page already names. */
function volumeContributors(frame: Frame, chapter: ShelvedChapter, book: ShelvedBook): readonly Part[] {
  if (chapter.contributors.length === 0) return []
  const own = new Set(chapter.contributors.map(({ page, role }) => `${page.id} ${role}`))
  const others = book.contributors.filter(({ page, role }) => !own.has(`${page.id} ${role}`))
  const roles = [...new Set(others.map(({ role }) => role))]
  return roles.map((role) =>
    inRole(
      frame,
      role,
      others.filter((one) => one.role === role),
    ),
  )
}

const inRole = (frame: Frame, role: Contributor['role'], contributors: readonly LinkedContributor[]): Html =>
  html`<span class="role">${webWords(frame.place.language).role[role]}</span> ${inSentence(
    contributors.map(({ name, page }) => html`<a href="${at(frame, paths.contributor(page))}">${name}</a>`),
    frame.place.language,
  )}`

const pageRange = (frame: Frame, { first, last }: { readonly first: string; readonly last: string }): Html =>
  html`<span class="number">${webWords(frame.place.language).pageAbbreviation(first, last)}</span>`

const imprint = (frame: Frame, { browse }: ShelvedBook, name: string): Part =>
  browse.imprint === null
    ? name
    : html`<a href="${at(frame, paths.browse('imprints', browse.imprint))}">${name}</a>`

const year = (frame: Frame, { browse }: ShelvedBook, printed: number): Part =>
  browse.year === null
    ? html`<span class="number">${printed}</span>`
    : html`<a class="number" href="${at(frame, paths.browse('years', browse.year))}">${printed}</a>`

function series(frame: Frame, one: ShelvedBook['series'][number], slug: string | undefined): Part {
  const t = words(frame.place.language)
  const title =
    slug === undefined
      ? one.title
      : html`<a href="${at(frame, paths.browse('series', slug))}">${one.title}</a>`
  return html`${title}${one.volume !== null && `, ${t.volume(one.volume)}`}`
}

const doi = (value: string | null): readonly Part[] =>
  value === null ? [] : [html`<a class="identifier" href="https://doi.org/${value}">${value}</a>`]

const isbns = ({ identifiers }: ShelvedBook, { place }: Frame): readonly Part[] => {
  const t = words(place.language)
  return identifiers.isbns.map(
    ({ value, format }) =>
      html`<span class="identifier">${value}</span>${format !== null && ` (${t.isbnFormat[format]})`}`,
  )
}
