/** Pages: escaping, addresses, languages, layout, components. */
export { escapeHtml, Html, html, type Part, trusted } from './html.ts'
export { messages } from './messages.ts'
export { paths } from './paths.ts'
export { canonical, href, LANGUAGES, type Language, type Place } from './place.ts'
