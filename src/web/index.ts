/** Pages: escaping, addresses, languages, layout, components. */

export { answerPage, type PageRequest, sendPage } from './answer.ts'
export { escapeHtml, Html, html, type Part, trusted } from './html.ts'
export { messages } from './messages.ts'
export { type CachedPage, PageCache, type Rendered } from './page-cache.ts'
export { paths } from './paths.ts'
export { canonical, href, LANGUAGES, type Language, type Place } from './place.ts'
