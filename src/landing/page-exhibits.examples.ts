/** Every whole page in every state: for the style guide, for tests, and for journeys that check accessibility. */
import { loadInstitutionExhibits } from '#accounts'
import { loadSalesExhibits } from '#sales'
import { type Brand, type Html, href, type Page, paths } from '#web'
import { bookPageExamples } from './book-page.examples.ts'
import { renderBookPage } from './book-page.ts'
import { renderBrowsePage, renderFacetsPage } from './browse-page.ts'
import { chapterPageExamples } from './chapter-page.examples.ts'
import { renderChapterPage } from './chapter-page.ts'
import { renderContributorPage } from './contributor-page.ts'
import { renderFailedPage, renderGonePage, renderNotFoundPage } from './error-page.ts'
import { type Frame, languageOf } from './frame.ts'
import { renderHomePage } from './home-page.ts'
import {
  browsePageExamples,
  contributorPageExamples,
  facetsPageExamples,
  failedPageExamples,
  gonePageExamples,
  homePageExamples,
  notFoundPageExamples,
} from './lists.examples.ts'

type ExamplePage = {
  readonly name: string
  readonly example: string
  /** Dressed in the brand of the site that shows it. */
  readonly page: (brand: Brand) => Page
}

const diagnostics = {
  instance: 'example',
  release: '0.0.0',
  milliseconds: 1.734,
  rendered: new Date('2026-11-23T08:40:12.417Z'),
  hasDataIssue: false,
  hasContentIssue: false,
}

const pagesOf = <T extends Frame>(
  name: string,
  examples: Readonly<Record<string, T>>,
  render: (page: T) => Html,
  more: (page: T) => Partial<Page> = () => ({}),
): readonly ExamplePage[] =>
  Object.entries(examples).map(([example, page]) => ({
    name,
    example,
    page: (dress) => {
      const brand = { ...page.brand, ...clothes(dress), notice: example === 'closed' ? NOTICE : null }
      return {
        place: page.place,
        brand,
        title: `${name}: ${example}`,
        path: paths.styleguide,
        robots: 'noindex',
        main: render({ ...page, brand }),
        diagnostics,
        ...more(page),
      }
    },
  }))

/** What is the site's own; the made-up press keeps its names. */
const clothes = ({ stylesheet, script, favicon, fonts, hue }: Brand) => ({
  stylesheet,
  script,
  favicon,
  fonts,
  hue,
})

const NOTICE =
  'The reading room moves to new shelves on Saturday: pages may be slow between 08.00 and 10.00 UTC.'

export const pageExhibits: readonly ExamplePage[] = [
  ...pagesOf('Chapter page', chapterPageExamples, renderChapterPage, ({ place, book, chapter }) => ({
    running: { title: book.title, href: href(place, paths.book(book)), language: languageOf(book) },
    diagnostics: {
      ...diagnostics,
      hasDataIssue: chapter.hasDataIssue,
      hasContentIssue: chapter.hasContentIssue,
    },
  })),
  ...pagesOf('Book page', bookPageExamples, renderBookPage, () => ({ here: 'books' })),
  ...pagesOf('Home page', homePageExamples, renderHomePage),
  ...pagesOf('Browse page', browsePageExamples, renderBrowsePage),
  ...pagesOf('Index page', facetsPageExamples, renderFacetsPage),
  ...pagesOf('Contributor page', contributorPageExamples, renderContributorPage),
  ...pagesOf('Withdrawn page', gonePageExamples, renderGonePage),
  ...pagesOf('Failed page', failedPageExamples, renderFailedPage),
  ...pagesOf('Not found page', notFoundPageExamples, renderNotFoundPage),
  ...[...(await loadInstitutionExhibits()), ...(await loadSalesExhibits())].map(
    ({ name, example, place, main }) => ({
      name,
      example,
      page: (brand: Brand) => ({
        ...{ place, brand, main, diagnostics },
        title: `${name}: ${example}`,
        path: paths.styleguide,
        robots: 'noindex',
      }),
    }),
  ),
]
