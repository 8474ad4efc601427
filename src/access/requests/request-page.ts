/** How a request stands: the reader's own page, known by its address alone. */
import { sheet } from '#accounts'
import { type Html, html, type Place, time } from '#web'
import { words } from '../words.ts'
import type { LibraryRequest } from './library-request.ts'

export type RequestPage = {
  readonly place: Place
  readonly request: LibraryRequest
  readonly product: { readonly title: string; readonly path: string } | null
}

export function renderRequestPage({ place, request, product }: RequestPage): Html {
  const t = words(place.language).requests
  const on = (date: Date) => time(date.toISOString().slice(0, 10), place.language)
  return sheet(
    t.statusTitle,
    product !== null && html`<p><a href="${product.path}">${product.title}</a></p>\n`,
    html`<p role="status">${status(request, place)}</p>\n`,
    request.answer !== null && html`<p class="label">${t.librarySays}</p><p>${request.answer}</p>\n`,
    html`<p class="hint">${dated(t.askedOn, on(request.asked))}${request.answered !== null && html`. ${dated(t.answeredOn, on(request.answered))}`}.</p>\n`,
    request.state === 'open' &&
      html`<p class="hint">${request.email === null ? t.keepAddress : t.toldBy(request.email)}</p>\n`,
  )
}

function status({ state, institutionId, institutionName }: LibraryRequest, { language }: Place): string {
  const t = words(language).requests.status
  return (state === 'open' && institutionId === null ? t.openUnknown : t[state])(institutionName)
}

/** The date keeps its own mark-up inside the sentence. */
function dated(say: (date: string) => string, date: Html): Html {
  const [before = '', after = ''] = say('\u0000').split('\u0000')
  return html`${before}${date}${after}`
}
