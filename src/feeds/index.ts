/** What is told to machines about the books held. */
export { renderCoins, renderContentsCoins } from './head/render-coins.ts'
export { openingOf, renderHeadTags } from './head/render-head-tags.ts'
export type { PageFacts } from './page-facts.ts'
export { feedsRoutes } from './routes.ts'
export { linkHeader } from './signposting/build-page-links.ts'
