import { type AccessDecision, type AccessOption, describeOption, describeReason, isReadable } from '#access'
import { type Html, html, type Part, paths } from '#web'
import { at, type ContentsLine, type Frame } from '../frame.ts'
import { words } from '../words.ts'

export type AccessOptionsPanel = {
  readonly product: 'chapter' | 'book'
  readonly access: AccessDecision
  /** The whole book's, so that what is open in it can be offered. */
  readonly contents: readonly ContentsLine[]
  readonly isbn: string | null
}

/** The target of "Get access" (chapter-page rows 24 and 25): absent when the text may be read. */
export function accessOptionsPanel(frame: Frame, panel: AccessOptionsPanel): Html | null {
  if (panel.access.kind !== 'closed') return null
  const { language } = frame.place
  const t = words(language)
  return html`<section class="access-options full-text" aria-labelledby="access-options">
<h2 id="access-options">${t.accessOptions}</h2>
<p>${panel.product === 'book' ? t.partsClosed : panel.access.reasons.map((reason) => describeReason(reason, language)).join(' ')} ${t.theseWays}</p>
<ul class="ways">
${panel.access.options.map((option) => way(frame, option, panel)).map((said) => said && html`<li>${said}</li>\n`)}${panel.isbn !== null && html`<li><p>${t.printBook}</p><p class="how">${t.printBookHow(panel.isbn)}</p></li>\n`}</ul>
</section>`
}

function way(frame: Frame, option: AccessOption, { contents }: AccessOptionsPanel): Part {
  const t = words(frame.place.language)
  switch (option.kind) {
    case 'open-chapters':
      return openChapters(frame, contents)
    case 'ask-press':
      return html`<p><a href="${at(frame, paths.contact)}">${describeOption(option, frame.place.language)}</a></p><p class="how">${t.askPressHow(frame.brand.name)}</p>`
    case 'read-here':
    case 'try-later':
    case 'wait':
    case 'verify-email':
      return html`<p>${describeOption(option, frame.place.language)}</p>`
    default:
      return null
  }
}

const MOST = 4

function openChapters(frame: Frame, contents: readonly ContentsLine[]): Part {
  const t = words(frame.place.language)
  const open = contents.filter(
    (chapter) => chapter.type !== 'part' && chapter.hasText && isReadable(chapter.access),
  )
  if (open.length === 0) return html`<p>${t.noOpenChapters}</p>`
  return html`<p>${t.openChapters(open.length)}${open.length > MOST ? '' : ':'}</p>${
    open.length <= MOST &&
    html`<ul>${open.map((chapter) => html`<li><a href="${at(frame, paths.chapter(chapter))}" lang="${chapter.language}">${chapter.title}</a></li>`)}</ul>`
  }`
}
