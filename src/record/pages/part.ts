import { type Html, html, type Part } from '#web'

/** A part of the page of one entry, under its heading. */
export const part = (heading: string, id: string, body: Part): Html =>
  html`<section class="r-part" aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><div class="r-body">${body}</div></section>
`
