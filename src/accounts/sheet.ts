/** The sheet on which all pages of an account are printed, and the few things that stand on most of them. */
import { type Html, html, type Part } from '#web'

export const sheet = (title: string, ...body: readonly Part[]): Html =>
  html`<div class="sheet account"><header class="list-head"><h1>${title}</h1></header>
<div class="account-body">${body}</div></div>`

/** Said at once to those who hear the page: something went wrong with what they sent. */
export const alarm = (sentence: string | null): Part =>
  sentence !== null && html`<p class="problem" role="alert">${sentence}</p>\n`

export const told = (sentence: string | null): Part =>
  sentence !== null && html`<p class="told" role="status">${sentence}</p>\n`

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">\n`

export const act = (label: string, attributes: Part = null): Html =>
  html`<button type="submit" class="act"${attributes}>${label}</button>`

export const quiet = (label: string, attributes: Part = null): Html =>
  html`<button type="submit" class="quiet"${attributes}><span>${label}</span></button>`
