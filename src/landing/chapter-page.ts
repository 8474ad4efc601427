/**
 * The page of one chapter: a title page, its summary and facts, the ways in or the text itself, and the apparatus.
 * The order is that of chapter-page.md: rows 9 to 24, then the text, then what row 50 asks for.
 */
import type { AccessDecision } from '#access'
import { type Amendment, type Offer, rightsOfChapter, type Summary } from '#book'
import type { LinkedContributor, ShelvedBook, ShelvedChapter } from '#catalogue'
import { type ChapterRecord, renderChapterRecord } from '#record'
import { breadcrumbs, type Crumb, type Html, html, type Part, paths, sign, time } from '#web'
import { buildContents } from './build-contents.ts'
import { buildPlainCitation } from './build-plain-citation.ts'
import { at, type ContentsLine, type Frame, languageOf, printIsbn, titleClass } from './frame.ts'
import { keepHtml } from './keep-parts.ts'
import { aboutPieces } from './panels/about-pieces.ts'
import { accessLine, accessOptionsPanel } from './panels/access-options-panel.ts'
import { amendmentsPanel } from './panels/amendments-panel.ts'
import { apparatus, apparatusPiece } from './panels/apparatus-panel.ts'
import { citingPieces } from './panels/cite-panel.ts'
import { contentsPanel } from './panels/contents-panel.ts'
import { contributorsPanel } from './panels/contributors-panel.ts'
import { type FilesPanel, filesPanel } from './panels/files-panel.ts'
import { chapterInformation } from './panels/information-panel.ts'
import { neighboursPanel } from './panels/neighbours-panel.ts'
import { offprintFoot } from './panels/offprint-panel.ts'
import { partPanel } from './panels/part-panel.ts'
import { type StaffPanel, staffPanel } from './panels/staff-panel.ts'
import { summaryPanel } from './panels/summary-panel.ts'
import { type ReadableText, textPanel } from './panels/text-panel.ts'
import { words } from './words.ts'

export type ChapterPage = Frame & {
  readonly chapter: ShelvedChapter
  readonly book: ShelvedBook
  /** The whole book's contents, decided upon where they are needed: mostly what was made of them before is at hand. */
  readonly outlines: () => readonly ContentsLine[]
  readonly parent: ContentsLine | null
  readonly previous: ContentsLine | null
  readonly next: ContentsLine | null
  /** The decision on reading it. */
  readonly access: AccessDecision
  readonly buyPath: (offer: Offer) => string | null
  /** Null when it may not be read, or when there is none. */
  readonly text: ReadableText | null
  readonly files: FilesPanel
  /** The evidence behind it; absent: it has none. */
  readonly record?: ChapterRecord | null
  /** Of it, and of its book as a whole. */
  readonly amendments?: readonly Amendment[]
  /** For those who work for its press. */
  readonly staff?: StaffPanel | null
}

export const renderChapterPage = (
  page: ChapterPage,
): Html => html`${page.staff && staffPanel(page.place, page.staff)}${amendmentsPanel(page, page.amendments ?? [])}<article class="leaf chapter"${page.text !== null && html` data-has-text`}>
${page.text !== null && page.text.section > 1 ? runningTitle(page) : opening(page)}
${contentsPanel(page, { contents: () => contentsOf(page), headings: headingsOf(page), chapter: page.chapter, section: page.text?.section ?? null })}
${page.text === null ? withoutText(page) : textPanel(page, page.text)}
</article>
${page.record && renderChapterRecord(page.record)}${apparatus(pieces(page))}
${neighboursPanel(page, page.previous, page.next)}
${offprintFoot(page, { product: page.chapter, permalink: permalinkOf(page), plain: () => citationOf(page) })}`

const contentsOf = (page: ChapterPage) => buildContents(page, page.outlines(), page.chapter.id)

/** A record alone says so where its text would stand. */
const withoutText = ({ access, chapter, place }: ChapterPage): Part =>
  access.kind !== 'closed' &&
  chapter.text === null &&
  chapter.type !== 'part' &&
  html`<p class="full-text empty">${words(place.language).noText}</p>`

const opening = (page: ChapterPage): Html => html`${titlePage(page)}
<div class="opening">
${credits(page)}
${acts(page)}
${accessLine(page, options(page))}
${summaryOf(page)}
</div>
${chapterInformation(page, page.chapter, page.book)}
${accessOptionsPanel(page, { ...options(page), contents: page.outlines, isbn: printIsbn(page.book.identifiers) })}
${page.chapter.type === 'part' && partPanel(page, contentsOf(page), page.chapter)}`

const options = ({ chapter, book, access, buyPath }: ChapterPage) =>
  ({
    of: 'chapter',
    product: chapter,
    path: paths.chapter(chapter),
    bookPath: paths.book(book),
    access,
    buyPath,
  }) as const

/** A part is summed up by its chapters, unless somebody wrote more than the words that follow. */
const summaryOf = (page: ChapterPage): Part =>
  (page.chapter.type !== 'part' ||
    page.chapter.summary.kind === 'abstract' ||
    (page.text === null && page.chapter.summary.kind !== 'none')) &&
  summary(page)

const summaries = keepHtml()

const summary = ({ chapter, text, place: { language } }: ChapterPage): Html =>
  summaries(chapter, `${language} ${text === null}`, () =>
    summaryPanel(
      {
        summary: text === null ? chapter.summary : shortened(chapter.summary),
        language: chapter.language,
        direction: chapter.direction,
        pictureAt: (name) => paths.media(chapter, name),
        initial: text === null,
      },
      language,
    ),
  )

/** Where the text itself follows, its opening is not said twice at length: a sentence or two of the first paragraph. */
const shortened = (summary: Summary): Summary =>
  summary.kind === 'extract'
    ? { ...summary, paragraphs: summary.paragraphs.slice(0, 1).map(firstSentences) }
    : summary

/** Not at the full stop of an initial, of "Prof." or of "cf.". */
const firstSentences = (paragraph: string): string => FIRST_SENTENCES.exec(paragraph)?.[0] ?? paragraph

const FIRST_SENTENCES =
  /^.{80,280}?(?<!\p{L})(?!(?:\p{Lu}\p{L}{0,3}|cf|vols?|eds?|nos?|pp|al)\.)\p{L}{2,}[.!?…]["”’»)]*(?=\s+["“‘«(]?\p{Lu})/su

const titles = keepHtml()

const titlePage = (page: ChapterPage): Html =>
  titles(
    page.chapter,
    `${page.place.language} ${page.place.base}`,
    () => html`<header class="title-page">
${breadcrumbs(crumbsOf(page), page.place.language)}
${heading(page)}
</header>`,
  )

const credited = keepHtml()

const credits = (page: ChapterPage): Html =>
  credited(
    page.chapter,
    [page.place.language, page.place.base, page.brand.onlinePublisher].join(' '),
    () => html`${firstOnline(page)}
${contributorsPanel(page, contributorsOf(page))}`,
  )

/** Further pages of a long text bear the title as a running line, and begin with the text. */
const runningTitle = (page: ChapterPage): Html => html`<header class="title-page title-page-further">
${breadcrumbs(crumbsOf(page), page.place.language)}
${heading(page)}
</header>`

/** The number is a datum (row 9): hung in the margin, never part of the title. */
const heading = ({ chapter }: ChapterPage): Html => {
  const title = html`<span class="${titleClass(chapter.title)}" lang="${chapter.language}"${chapter.direction === 'rtl' && html` dir="rtl"`}>${chapter.title}</span>`
  const subtitle =
    chapter.subtitle !== null &&
    html`<p class="title-subtitle" lang="${chapter.language}"${chapter.direction === 'rtl' && html` dir="rtl"`}>${chapter.subtitle}</p>`
  if (chapter.label === null) return html`<h1>${title}</h1>${subtitle}`
  return html`<h1><span class="numeral${numeralSize(chapter.label)}">${chapter.label}</span><span class="visually-hidden"> – </span>${title}</h1>${subtitle}`
}

/** "XVIII" and "Chapter the First" stand smaller, so that the margin can hold them. */
const numeralSize = (label: string): string =>
  [...label].length <= 2 ? '' : [...label].length <= 5 ? ' numeral-long' : ' numeral-words'

function crumbsOf(page: ChapterPage): readonly Crumb[] {
  const language = languageOf(page.book)
  const { direction } = page.book
  return [
    { label: page.book.title, href: at(page, paths.book(page.book)), language, direction },
    ...(page.parent === null
      ? []
      : [
          {
            label: partName(page.parent),
            href: at(page, paths.chapter(page.parent)),
            language: page.parent.language,
            direction,
          },
        ]),
  ]
}

const partName = ({ label, title }: ContentsLine): string => (label === null ? title : `${label}. ${title}`)

/** Rows 10 and 11. The first date never moves; an update is told apart from it. */
const firstOnline = ({ chapter, book, brand, place }: ChapterPage): Html => {
  const t = words(place.language)
  const updated = chapter.updated.slice(0, 10)
  return html`<p class="first-online">${t.publishedOnlineBy(brand.onlinePublisher)} ${time(chapter.firstOnline, place.language)}${book.version > 1 && updated > chapter.firstOnline && html`<span class="updated">${t.updated} ${time(updated, place.language)}</span>`}</p>`
}

/** Its own; a chapter without any is by the authors of the book (and not by whoever drew its cover), or by its editors. */
function contributorsOf({ chapter, book }: ChapterPage): readonly LinkedContributor[] {
  if (chapter.contributors.length > 0) return chapter.contributors
  const writers = book.contributors.filter(({ role }) => role === 'author' || role === 'translator')
  return writers.some(({ role }) => role === 'author') ? writers : book.contributors
}

function acts(page: ChapterPage): Html {
  const t = words(page.place.language)
  return html`<ul class="acts" aria-label="${t.acts}">
${primaryAct(page)}${page.files.kind === 'files' && html`<li><a class="quiet" href="#files">${sign('save')}<span>${t.save}</span></a></li>\n`}<li><a class="quiet" href="#cite">${sign('cite')}<span>${t.cite}</span></a></li>
</ul>`
}

/** Row 14: one clear act, and none where there is nothing to read. */
function primaryAct(page: ChapterPage): Part {
  const t = words(page.place.language)
  if (page.access.kind === 'closed')
    return html`<li><a class="act" href="#access-options">${sign('closed')}<span>${t.getAccess}</span></a></li>\n`
  return (
    page.text !== null &&
    html`<li><a class="act" href="#text">${sign('read')}<span>${t.read}</span></a></li>\n`
  )
}

const headingsOf = ({ chapter, text }: ChapterPage) => (text === null ? [] : (chapter.text?.headings ?? []))

const pieces = (page: ChapterPage): readonly Html[] => {
  const { chapter, book, place } = page
  return [
    citingPieces(page, {
      ...{
        of: chapter.type === 'part' ? 'part' : 'chapter',
        product: chapter,
        permalink: permalinkOf(page),
        doi: chapter.doi,
      },
      plain: () => citationOf(page),
    }),
    apparatusPiece({
      id: 'files',
      heading: words(place.language).formats,
      body: filesPanel(page, page.files),
    }),
    aboutPieces(page, {
      product: chapter,
      rights: rightsOfChapter(chapter, book),
      keywords: chapter.keywords,
      book,
      funding: chapter.funding.length > 0 ? chapter.funding : book.funding,
    }),
  ]
}

const permalinkOf = ({ place, chapter }: ChapterPage): string => `${place.origin}${paths.chapter(chapter)}`

const citationOf = (page: ChapterPage): string =>
  buildPlainCitation(page.book, page.chapter, permalinkOf(page), page.place.language)
