/** How a request for a copy stands: the reader's own page, known by its address alone. */
import { sheet } from '#accounts'
import { type Html, html, type Part, type Place, sign, time, writeBytes } from '#web'
import { writeEnd } from '../describe-access.ts'
import type { CopyRequest } from './copy-request.ts'
import { words } from './words.ts'

export type CopyPage = {
  readonly place: Place
  readonly request: CopyRequest
  readonly pressName: string
  readonly product: { readonly title: string; readonly path: string } | null
  /** Where the file is taken away; null: there is none, or no longer. */
  readonly filePath: string | null
}

export function renderCopyPage({ place, request, pressName, product, filePath }: CopyPage): Html {
  const t = words(place.language)
  const on = (date: Date) => time(date.toISOString().slice(0, 10), place.language)
  return sheet(
    t.statusTitle,
    product !== null && html`<p><a href="${product.path}">${product.title}</a></p>\n`,
    html`<p role="status">${t.status[request.state](pressName)}</p>\n`,
    file(place, request, filePath),
    request.licenceId !== null && html`<p>${t.linkInMail}</p>\n`,
    request.answer !== null && html`<p class="label">${t.pressSays(pressName)}</p><p>${request.answer}</p>\n`,
    html`<p class="label">${t.wanted}</p><ul>${request.forms.map((form) => html`<li>${t.forms[form]}</li>`)}</ul>\n`,
    html`<dl class="facts"><div><dt>${t.askedOn}</dt><dd>${on(request.asked)}</dd></div>${
      request.settled !== null && html`<div><dt>${t.settledOn}</dt><dd>${on(request.settled)}</dd></div>`
    }</dl>\n`,
    request.settled === null &&
      request.email !== null &&
      html`<p class="hint">${t.toldAt(request.email)}</p>\n`,
  )
}

/** To somebody who is not signed in: the address of his request is in a letter. */
export function renderAskedPage({ language }: Place): Html {
  const t = words(language)
  return sheet(t.statusTitle, html`<p role="status">${t.asked}</p>\n<p class="hint">${t.askedHow}</p>\n`)
}

function file({ language }: Place, { file: kept }: CopyRequest, path: string | null): Part {
  if (kept === null) return null
  const t = words(language)
  if (path === null) return html`<p>${t.fileGone}</p>\n`
  return html`<p><a class="quiet" href="${path}" download>${sign('save')}<span>${t.download}</span></a> <span class="number">${writeBytes(kept.bytes, language)}</span></p>
<p class="hint">${t.fileUntil(writeEnd(kept.until, language))}</p>\n`
}
