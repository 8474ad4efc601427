/**
 * The page of a book: its contents first, set as the contents page of a printed book, then what is to be known of it.
 */
import { type AccessDecision, isReadable } from '#access'
import type { Amendment, Offer } from '#book'
import type { ShelvedBook } from '#catalogue'
import {
  type AccessState,
  accessSign,
  type ContentsEntry,
  contentsList,
  cover,
  type Html,
  html,
  type Part,
  paths,
  sign,
  time,
} from '#web'
import { buildPlainCitation } from './build-plain-citation.ts'
import { at, type ContentsLine, coverOf, type Frame, languageOf, printIsbn, titleClass } from './frame.ts'
import { aboutPieces } from './panels/about-pieces.ts'
import { accessLine, accessOptionsPanel } from './panels/access-options-panel.ts'
import { amendmentsPanel } from './panels/amendments-panel.ts'
import { apparatus, apparatusPiece } from './panels/apparatus-panel.ts'
import { citingPieces } from './panels/cite-panel.ts'
import { contributorsPanel } from './panels/contributors-panel.ts'
import { type FilesPanel, filesPanel } from './panels/files-panel.ts'
import { bookInformation } from './panels/information-panel.ts'
import { offprintFoot } from './panels/offprint-panel.ts'
import { type StaffPanel, staffPanel } from './panels/staff-panel.ts'
import { summaryPanel } from './panels/summary-panel.ts'
import { words } from './words.ts'

export type BookPage = Frame & {
  readonly book: ShelvedBook
  readonly lines: readonly ContentsLine[]
  readonly contents: readonly ContentsEntry[]
  /** All of it, some of it, none of it. */
  readonly state: AccessState
  /** The decision on reading the whole. */
  readonly access: AccessDecision
  readonly buyPath: (offer: Offer) => string | null
  readonly files: FilesPanel
  readonly amendments?: readonly Amendment[]
  /** For those who work for its press. */
  readonly staff?: StaffPanel | null
  /** One COinS span for each chapter, for reference managers. */
  readonly coins: Part
}

export const renderBookPage = (
  page: BookPage,
): Html => html`${page.staff && staffPanel(page.place, page.staff)}${amendmentsPanel(page, page.amendments ?? [])}<article class="leaf book">
${titlePage(page)}
<div class="book-cover">${cover(coverOf(page, page.book, 'image'), 'main')}</div>
${contents(page)}
${summary(page)}
${bookInformation(page, page.book)}
${accessOptionsPanel(page, { ...options(page), contents: () => page.lines, isbn: printIsbn(page.book.identifiers) })}
</article>
${apparatus(pieces(page))}
${offprintFoot(page, { product: page.book, permalink: permalinkOf(page), plain: () => citationOf(page) })}${page.coins}`

const options = ({ book, access, buyPath }: BookPage) =>
  ({
    of: 'book',
    product: book,
    path: paths.book(book),
    bookPath: paths.book(book),
    access,
    buyPath,
  }) as const

const titlePage = (page: BookPage): Html => {
  const { book, brand, place } = page
  const t = words(place.language)
  const tag = html` lang="${languageOf(book)}"${book.direction === 'rtl' && html` dir="rtl"`}`
  const updated = book.updated.slice(0, 10)
  return html`<header class="title-page">
<h1><span class="${titleClass(book.title)}"${tag}>${book.title}</span></h1>
${book.subtitle !== null && html`<p class="title-subtitle"${tag}>${book.subtitle}</p>`}
<p class="first-online">${t.publishedOnlineBy(brand.onlinePublisher)} ${time(book.firstOnline, place.language)}${book.version > 1 && updated > book.firstOnline && html`<span class="updated">${t.updated} ${time(updated, place.language)}</span>`}</p>
${contributorsPanel(page, book.contributors)}
${acts(page)}
${accessLine(page, options(page))}
</header>`
}

function acts(page: BookPage): Html {
  const t = words(page.place.language)
  const first = page.lines.find(
    ({ access, hasText, type }) => isReadable(access) && hasText && !BEFORE_THE_TEXT.has(type),
  )
  return html`<ul class="acts" aria-label="${t.acts}">
${first !== undefined && html`<li><a class="act" href="${at(page, paths.chapter(first))}">${sign('read')}<span>${page.state !== 'partly-open' ? t.readBook : t.readOpen}</span></a></li>\n`}${first === undefined && page.lines.length > 0 && page.access.kind === 'closed' && html`<li><a class="act" href="#access-options">${sign('closed')}<span>${t.getAccess}</span></a></li>\n`}${page.files.kind === 'files' && html`<li><a class="quiet" href="#files">${sign('save')}<span>${t.save}</span></a></li>\n`}<li><a class="quiet" href="#cite">${sign('cite')}<span>${t.cite}</span></a></li>
</ul>`
}

/** Nobody begins to read at the cover. */
const BEFORE_THE_TEXT: ReadonlySet<string> = new Set([
  'cover',
  'title-page',
  'half-title',
  'copyright-page',
  'contents',
  'list-of-figures',
  'list-of-tables',
  'part',
])

const contents = (page: BookPage): Html => {
  const t = words(page.place.language)
  return html`<section class="contents-sheet" aria-labelledby="contents">
<div class="contents-head"><h2 id="contents">${t.contents}</h2>${accessSign(page.state, page.place.language)}</div>
${page.contents.length === 0 ? html`<p class="empty">${t.noContents}</p>` : contentsList(page.contents, page.place.language)}
</section>`
}

const summary = ({ book, place }: BookPage): Part =>
  book.summary.kind !== 'none' &&
  summaryPanel(
    {
      summary: book.summary,
      language: languageOf(book),
      direction: book.direction,
      pictureAt: (name) => paths.media(book, name),
      initial: true,
    },
    place.language,
  )

const pieces = (page: BookPage): readonly Html[] => {
  const { book, place } = page
  return [
    citingPieces(page, {
      ...{ of: 'book', product: book, permalink: permalinkOf(page), doi: book.identifiers.doi },
      plain: () => citationOf(page),
    }),
    apparatusPiece({
      id: 'files',
      heading: words(place.language).formats,
      body: filesPanel(page, page.files),
    }),
    aboutPieces(page, { product: book, rights: book.rights, keywords: [], book, funding: book.funding }),
  ]
}

const permalinkOf = ({ place, book }: BookPage): string => `${place.origin}${paths.book(book)}`

const citationOf = (page: BookPage): string =>
  buildPlainCitation(page.book, null, permalinkOf(page), page.place.language)
