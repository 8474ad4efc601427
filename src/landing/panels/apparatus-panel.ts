import { type Html, html, type Part } from '#web'

export type Piece = { readonly id: string; readonly heading: string; readonly body: Part }

/** What stands behind the text, each piece with its heading hung in the margin. */
export const apparatus = (pieces: readonly Piece[]): Html => html`<div class="apparatus">
${pieces.map(
  ({ id, heading, body }) => html`<section aria-labelledby="${id}">
<h2 id="${id}" tabindex="-1">${heading}</h2>
<div class="apparatus-body">${body}</div>
</section>
`,
)}</div>`
