import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'
import { sign } from './sign.ts'

export type Pagination = { readonly previous: string | null; readonly next: string | null }

/** Lists are read screen by screen, found by key: there are no page numbers to count. */
export const pagination = ({ previous, next }: Pagination, language: Language): Html | null => {
  if (previous === null && next === null) return null
  const t = words(language)
  return html`<nav class="pagination" aria-label="${t.pages}"><ul>
${previous !== null && html`<li><a rel="prev" href="${previous}">${sign('previous')}<span>${t.previousPage}</span></a></li>\n`}${next !== null && html`<li><a rel="next" href="${next}"><span>${t.nextPage}</span>${sign('next')}</a></li>\n`}</ul></nav>`
}
