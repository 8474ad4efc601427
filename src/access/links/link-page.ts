/** What is said of a reading link that opens nothing, or nothing any more. */
import { sheet } from '#accounts'
import { type Html, html, type Place } from '#web'
import { writeEnd } from '../describe-access.ts'
import { words } from '../words.ts'

export type LinkPage = {
  readonly place: Place
  readonly trouble:
    | { readonly kind: 'unknown' | 'withdrawn' }
    | { readonly kind: 'over'; readonly until: Date }
  /** Of the text, which says what other ways there are; null: it is not known. */
  readonly page: string | null
}

export function renderLinkPage({ place, trouble, page }: LinkPage): Html {
  const t = words(place.language).links
  return sheet(
    t.title,
    html`<p>${trouble.kind === 'over' ? t.over(writeEnd(trouble.until, place.language)) : t[trouble.kind]}</p>\n`,
    page !== null && html`<p><a href="${page}">${t.product}</a></p>\n`,
  )
}
