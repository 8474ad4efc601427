import { type AccessDecision, accessWords, describeReason, isReadable, renderWays } from '#access'
import type { Offer } from '#book'
import { type Html, html, type Part, paths } from '#web'
import { at, type ContentsLine, type Frame } from '../frame.ts'
import { words } from '../words.ts'

export type AccessOptionsPanel = {
  readonly of: 'chapter' | 'book'
  readonly product: { readonly id: string }
  /** Of the product's own page, where a reader comes back to; and of its book's. */
  readonly path: string
  readonly bookPath: string
  readonly access: AccessDecision
  /** The whole book's, so that what is open in it can be offered. */
  readonly contents: () => readonly ContentsLine[]
  readonly isbn: string | null
  readonly buyPath: (offer: Offer) => string | null
}

/** The target of "Get access" (chapter-page rows 24 and 25): absent when the text may be read. */
export function accessOptionsPanel(frame: Frame, panel: AccessOptionsPanel): Html | null {
  const { access, product, buyPath } = panel
  if (access.kind !== 'closed') return null
  const { language } = frame.place
  const t = words(language)
  const ways = renderWays(access.options, {
    ...{ place: frame.place, product, page: at(frame, panel.path), pressName: frame.brand.name, buyPath },
    openChapters: openChapters(frame, panel),
  })
  return html`<section class="access-options full-text" aria-labelledby="access-options">
<h2 id="access-options">${t.accessOptions}</h2>
<p>${panel.of === 'book' ? t.partsClosed : access.reasons.map((reason) => describeReason(reason, language)).join(' ')} ${t.theseWays}</p>
<ul class="ways">
${ways.map((way) => html`<li>${way}</li>\n`)}${panel.isbn !== null && html`<li><p>${t.printBook}</p><p class="how">${t.printBookHow(panel.isbn)}</p></li>\n`}</ul>
<p class="how"><a href="${at(frame, paths.why(product))}" rel="nofollow">${accessWords(language).ways.why}</a></p>
</section>`
}

/** What opened a text that is not open to everybody; absent where it is. */
export function accessLine(
  frame: Frame,
  { access, product }: Pick<AccessOptionsPanel, 'access' | 'product'>,
): Part {
  const { language } = frame.place
  const [reason] = access.reasons
  if (reason === undefined || access.kind === 'closed' || reason.kind === 'open-access') return null
  return html`<p class="access-line">${describeReason(reason, language)} <a href="${at(frame, paths.why(product))}" rel="nofollow">${accessWords(language).ways.whyOpen}</a></p>`
}

const MOST = 4

/** Null: there are none, and that is no way. */
function openChapters(frame: Frame, { of, contents, bookPath }: AccessOptionsPanel): Part {
  const t = words(frame.place.language)
  const open = contents().filter(
    (chapter) => chapter.type !== 'part' && chapter.hasText && isReadable(chapter.access),
  )
  if (open.length === 0) return null
  if (open.length > MOST)
    return html`<p><a href="${of === 'book' ? '' : at(frame, bookPath)}#contents">${t.openChapters(open.length)}</a></p>`
  return html`<p>${t.openChapters(open.length)}:</p><ul>${open.map((chapter) => html`<li><a href="${at(frame, paths.chapter(chapter))}" lang="${chapter.language}">${chapter.title}</a></li>`)}</ul>`
}
