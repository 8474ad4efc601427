import { type Html, html, type Part, paths, sign, trusted, writeNumber } from '#web'
import { at, type Frame } from '../frame.ts'
import { keepHtml } from '../keep-parts.ts'
import { words } from '../words.ts'

/** One page of the text of a chapter that this visitor may read; its addresses are resolved. */
export type ReadableText = {
  readonly chapter: { readonly id: string; readonly slug: string }
  readonly html: string
  /** From 1. */
  readonly section: number
  readonly sections: number
  readonly words: number
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly writing: 'horizontal' | 'vertical-rl' | 'vertical-lr'
  readonly initial: boolean
}

export const textPanel = (frame: Frame, text: ReadableText): Html => {
  const t = words(frame.place.language)
  return html`<section class="full-text" aria-labelledby="text">
<div class="text-head"><h2 id="text" tabindex="-1">${t.fullText}</h2>
${extent(frame, text)}${readingSettings(frame)}</div>
<div class="prose${text.initial && ' initial'}${text.writing !== 'horizontal' && ` writing-${text.writing}`}" lang="${text.language}"${text.direction === 'rtl' && html` dir="rtl"`} data-text data-enlarge="${t.enlarge}" data-close="${t.close}" data-to-note="${t.toNote}">
${
  // Made inert at intake, and its addresses ours: see resolve-addresses.ts.
  trusted(text.html)
}
</div>
${furtherPages(frame, text)}</section>`
}

/** How much of it there is; a chapter of pictures has no words to count. */
function extent({ place }: Frame, { section, sections, words: many }: ReadableText): Part {
  const t = words(place.language)
  if (sections > 1) return html`<p class="label">${t.page(section, sections)}</p>\n`
  return many > 0 && html`<p class="label">${t.words(writeNumber(many, place.language))}</p>\n`
}

/** Long texts go on at a section on a further page. */
function furtherPages(frame: Frame, { chapter, section, sections }: ReadableText): Part {
  if (sections < 2) return null
  const t = words(frame.place.language)
  const page = (n: number) => at(frame, paths.chapter(chapter, n))
  return html`<nav class="pagination" aria-label="${t.textPages}"><ul>
${section > 1 && html`<li><a rel="prev" href="${page(section - 1)}">${sign('previous')}<span>${t.previousPage(section - 1)}</span></a></li>\n`}${section < sections && html`<li><a rel="next" href="${page(section + 1)}"><span>${t.nextPage(section + 1)}</span>${sign('next')}</a></li>\n`}</ul></nav>
`
}

const kept = keepHtml()

/** Shown by the script that makes it work; its room is kept, so that nothing moves. */
const readingSettings = ({ place }: Frame): Html => {
  const t = words(place.language)
  return kept(
    t,
    '',
    () =>
      html`<div class="reading-settings" role="group" aria-label="${t.settings}">${settingGroup('size', t.textSize, t.sizes)}${settingGroup('width', t.lineWidth, t.widths)}</div>`,
  )
}

const settingGroup = (name: string, label: string, choices: Readonly<Record<string, string>>): Html =>
  html`<div role="group" aria-label="${label}" data-setting="${name}" hidden><span aria-hidden="true">${label}</span>${Object.entries(choices).map(([value, word]) => html` <button type="button" class="quiet" value="${value}" aria-pressed="${String(value === 'normal')}"><span>${word}</span></button>`)}</div>`
