/** What is told to machines about the books held. */
export { TEXT_SELECTOR } from './head/build-json-ld.ts'
export { renderCoins, renderContentsCoins } from './head/render-coins.ts'
export { openingOf, renderHeadTags, toScriptJson } from './head/render-head-tags.ts'
export { citeAs, type OfferedFile, type PageFacts, pageAddress } from './page-facts.ts'
export { linkHeader } from './signposting/build-page-links.ts'
