/**
 * The shell of every page. Order in the document is that of `spec/chapter-page.md`, rows 1 to 8: skip link, accessibility
 * help, notice, diagnostics line, then the page itself. The style sheet lays the diagnostics line where a colophon
 * stands, at the foot.
 */

import { type Diagnostics, diagnosticsLine } from './components/diagnostics-line.ts'
import { notice } from './components/notice.ts'
import { providedBy } from './components/provided-by.ts'
import { type Html, html, type Part } from './html.ts'
import { mark, vault } from './mark.ts'
import { paths } from './paths.ts'
import { href, type Language, type Place } from './place.ts'
import type { Reader } from './reader.ts'
import { words } from './words.ts'

/** Who publishes here, as every page shows it: made by `press` for one place. */
export type Brand = {
  readonly name: string
  readonly shortName: string
  readonly onlinePublisher: string
  /** Address of the press's own mark; null: the house's. */
  readonly mark: string | null
  readonly stylesheet: string
  readonly script: string
  readonly favicon: string
  /** Of the fonts those that every page needs, fetched while the style sheet is read. */
  readonly fonts: readonly string[]
  readonly notice: string | null
  /** Whom to write to when a page cannot be used; shown on error pages too. */
  readonly accessibilityContact: string
  /** Those the press offers its pages in. */
  readonly languages: readonly Language[]
  /** Degrees round oklch's wheel: the press's colour, for the covers of books without one. */
  readonly hue: number
}

export type Page = {
  readonly place: Place
  readonly brand: Brand
  /** For the window and for lists of results: "Title, Book". The press's name is put behind it. */
  readonly title: string
  readonly description?: string | null
  /** Citation tags, JSON-LD and links to other forms of what the page shows. */
  readonly head?: Html | null
  /** This page's path without language and press, for its twin in the other language; null: it has none. */
  readonly path: string | null
  /** What stands in the running head: the book this page belongs to. */
  readonly running?: { readonly title: string; readonly href: string; readonly language: string } | null
  readonly here?: 'books' | 'about' | 'accessibility' | null
  /** `noindex` for errors and further screens of lists. */
  readonly robots?: string | null
  readonly main: Html
  /** Absent: nobody in particular. */
  readonly reader?: Reader
  readonly diagnostics: Diagnostics | null
}

export const renderLayout = (page: Page): Html => {
  const t = words(page.place.language)
  const at = (path: string) => href(page.place, path)
  const { brand } = page
  return html`<!DOCTYPE html>
<html lang="${page.place.language}" dir="ltr">
<head>
<meta charset="utf-8">
<title>${page.title === brand.name ? brand.name : `${page.title} | ${brand.name}`}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${brand.fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>\n`)}<link rel="stylesheet" href="${brand.stylesheet}">
<script type="module" src="${brand.script}"></script>
<link rel="icon" href="${brand.favicon}" type="image/svg+xml">
${page.description && html`<meta name="description" content="${page.description}">\n`}${page.robots && html`<meta name="robots" content="${page.robots}">\n`}${alternates(page)}${page.head}
</head>
<body>
<a class="skip" href="#main">${t.skip}</a>
<header class="banner">
<div class="running-head">
<p class="running-press"><a href="${at(paths.home)}">${brandMark(brand)}<span>${brand.name}</span></a></p>
${runningTitle(page)}
<nav class="running-nav" aria-label="${t.siteNavigation}"><ul>
<li>${navLink(at(paths.accessibility), t.accessibilityHelp, page.here === 'accessibility')}</li>
<li>${navLink(at(paths.books), t.books, page.here === 'books')}</li>
<li>${navLink(at(paths.account), t.account, false)}</li>
${languageLinks(page)}</ul></nav>
${providedBy(page.reader?.institutions ?? [], page.place)}</div>
${brand.notice !== null && notice(brand.notice, page.place.language)}
${page.diagnostics !== null && diagnosticsLine(page.diagnostics, page.place.language)}
</header>
<main id="main" tabindex="-1">
${page.main}
</main>
<footer class="colophon">
${vault('vault colophon-vault')}
<div class="colophon-text">
<p class="colophon-publisher">${t.publishedBy(brand.onlinePublisher)}</p>
<nav aria-label="${t.aboutThisSite}"><ul>
${[
  [paths.about, t.about],
  [paths.accessibility, t.accessibilityHelp],
  [paths.policy('usage'), t.usage],
  [paths.policy('privacy'), t.privacy],
  [paths.policy('terms'), t.terms],
  [paths.contact, t.contact],
].map(([path, label]) => html`<li><a href="${at(path ?? '')}">${label}</a></li>\n`)}</ul></nav>
<p class="colophon-line">${t.colophon}</p>
</div>
</footer>
</body>
</html>
`
}

const brandMark = (brand: Brand): Part =>
  brand.mark === null ? mark() : html`<img class="mark" src="${brand.mark}" alt="" width="28" height="28">`

const runningTitle = ({ running }: Page): Part =>
  running
    ? html`<p class="running-title"><a href="${running.href}" lang="${running.language}">${running.title}</a></p>`
    : null

const navLink = (to: string, label: string, here: boolean): Html =>
  here ? html`<a href="${to}" aria-current="page">${label}</a>` : html`<a href="${to}">${label}</a>`

/** Each language is named in itself, for those who can read no other. */
const languageLinks = ({ place, path, brand }: Page): Part =>
  path === null
    ? null
    : brand.languages
        .filter((language) => language !== place.language)
        .map(
          (language) =>
            html`<li><a href="${href({ ...place, language }, path)}" hreflang="${language}" lang="${language}">${words(language).languageName}</a></li>\n`,
        )

const alternates = ({ place, path, brand }: Page): Part =>
  path === null
    ? null
    : [
        ...brand.languages.map(
          (language) =>
            html`<link rel="alternate" hreflang="${language}" href="${place.origin}${href({ ...place, language }, path)}">\n`,
        ),
        html`<link rel="alternate" hreflang="x-default" href="${place.origin}${href({ ...place, language: brand.languages[0] ?? 'en' }, path)}">\n`,
      ]
