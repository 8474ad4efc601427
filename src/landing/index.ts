/** The pages people arrive at: home, lists, book, chapter, contributor, and what stands where a page does not. */
export type { LandingDeps } from './deps.ts'
export { renderBookPreview, renderChapterPreview } from './previews.ts'
export { landingRoutes } from './routes.ts'
export { notFound, showFailed, showNotFound } from './show-errors.ts'
