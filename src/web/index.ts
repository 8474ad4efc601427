/** Pages: escaping, addresses, languages, layout, components. */

export { answerData, type Data } from './answer-data.ts'
export { type Assets, assetRoutes, openAssets } from './assets.ts'
export type { Livery } from './build-stylesheet.ts'
export { type Colour, contrast, hueOf, PAPER, parseColour, RUBRIC, toHex } from './colour.ts'
export { type AccessState, accessSign } from './components/access-sign.ts'
export { breadcrumbs, type Crumb } from './components/breadcrumbs.ts'
export { citeBox } from './components/cite-box.ts'
export { type ContentsEntry, contentsColumn, contentsList } from './components/contents-list.ts'
export { type ContributorEntry, contributorList, inSentence } from './components/contributor-list.ts'
export { type CoverPicture, cover } from './components/cover.ts'
export { type Definition, definitionList } from './components/definition-list.ts'
export type { Diagnostics } from './components/diagnostics-line.ts'
export { type Figure, figure } from './components/figure.ts'
export {
  areaField,
  checkbox,
  checkboxGroup,
  type Field,
  type Option,
  radioGroup,
  selectField,
  textField,
} from './components/form-fields.ts'
export { type Pagination, pagination } from './components/pagination.ts'
export { type Sign, sign } from './components/sign.ts'
export { DATA_FACE, isTextFace, TEXT_FACES, type TextFace } from './faces.ts'
export { type GeneratedCover, renderGeneratedCover } from './generated-cover.ts'
export { escapeHtml, Html, html, inOnePiece, type Part, trusted } from './html.ts'
export { type Brand, type Page, renderLayout } from './layout.ts'
export { loadComponentExhibits } from './load-component-exhibits.ts'
export { favicon, mark, vault } from './mark.ts'
export { messages } from './messages.ts'
export { type CachedPage, type Given, type GivenProduct, PageCache } from './page-cache.ts'
export { paths } from './paths.ts'
export { canonical, href, LANGUAGES, type Language, type Place } from './place.ts'
export { renderPreviewLayout } from './preview-layout.ts'
export { ANY_READER, ANYONE, type Reader } from './reader.ts'
export { isOwn, refuseCrossSite } from './refuse-cross-site.ts'
export { type SentFile, sendFile } from './send-file.ts'
export { ageOf, openKeptPages } from './send-kept.ts'
export { ANY_ORIGIN, sendProblem } from './send-problem.ts'
export { type House, pageKey, type Shown, showPage } from './show-page.ts'
export { missing, showPrivate } from './show-private.ts'
export type { Shows } from './shows.ts'
export type { AnswerShell, ShellPage, Site } from './site.ts'
export { examplePath, renderStyleguidePage } from './styleguide-page.ts'
export { words } from './words.ts'
export {
  listFormat,
  time,
  writeBytes,
  writeCountry,
  writeDate,
  writeLanguage,
  writeNumber,
  writePrice,
} from './written.ts'
