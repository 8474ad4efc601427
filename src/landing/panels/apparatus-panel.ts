import { type Html, html, type Part } from '#web'

export type Piece = { readonly id: string; readonly heading: string; readonly body: Part }

/** What stands behind the text. */
export const apparatus = (pieces: readonly Html[]): Html => html`<div class="apparatus">
${pieces}</div>`

/** Its heading is hung in the margin. */
export const apparatusPiece = ({ id, heading, body }: Piece): Html => html`<section aria-labelledby="${id}">
<h2 id="${id}" tabindex="-1">${heading}</h2>
<div class="apparatus-body">${body}</div>
</section>
`
