import { assertNever } from '#base'
import type { Summary } from '#book'
import { type Html, html, type Language, type Part } from '#web'
import { words } from '../words.ts'

export type SummaryPanel = {
  readonly summary: Summary
  /** The language of the work, for a summary that names none of its own. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  /** Where the picture of a first page is served from. */
  readonly pictureAt: (name: string) => string
  /** The rubric initial stands here when no full text follows to bear it. */
  readonly initial: boolean
}

/** One heading, labelled for what it truly is (chapter-page rows 15 and 16). */
export const summaryPanel = (panel: SummaryPanel, language: Language): Html => {
  const t = words(language)
  return html`<section class="summary" aria-labelledby="summary">
<h2 id="summary">${t.summary}${kindLabel(panel.summary, language)}</h2>
${summaryWords(panel, language)}
</section>`
}

function kindLabel(summary: Summary, language: Language): Part {
  const t = words(language)
  const label = { abstract: t.abstract, extract: t.extract, 'first-page': t.firstPage, none: null }[
    summary.kind
  ]
  return label !== null && html`<span class="visually-hidden">: </span><span class="kind">${label}</span>`
}

function summaryWords({ summary, pictureAt, ...panel }: SummaryPanel, language: Language): Part {
  const t = words(language)
  switch (summary.kind) {
    case 'abstract':
    case 'extract': {
      const tag = summary.language ?? panel.language
      const opens = panel.initial && hasInitial(summary.paragraphs)
      return html`<div class="prose summary-words${opens && ' initial'}" lang="${tag}"${panel.direction === 'rtl' && html` dir="rtl"`}>
${summary.paragraphs.map((paragraph) => html`<p>${paragraph}</p>\n`)}</div>`
    }
    case 'first-page':
      return html`<p class="first-page"><img src="${pictureAt(summary.image.name)}" alt="${summary.alternativeText}"${summary.image.width !== null && html` width="${summary.image.width}"`}${summary.image.height !== null && html` height="${summary.image.height}"`}></p>`
    case 'none':
      return html`<p class="empty">${t.noSummary}</p>`
    default:
      return assertNever(summary)
  }
}

/** A large initial suits letters that stand alone, over a paragraph long enough to carry three lines. */
export const hasInitial = (paragraphs: readonly string[]): boolean =>
  /^[\p{Pi}\p{Ps}"'«„]?[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(paragraphs[0] ?? '') &&
  (paragraphs[0] ?? '').length > 220
