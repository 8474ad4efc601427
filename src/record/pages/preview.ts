/** What readers would see of a record that is not published: for its author as a file, for its reviewers as a page. */
import { type Html, html, type Place, renderPreviewLayout } from '#web'
import type { Findings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { words } from '../words.ts'
import { buildCharts } from './build-charts.ts'
import { facts, renderRecordBody } from './record-section.ts'
import { buildIndex, langOf, type RecordView } from './view.ts'
import { within } from './within.ts'

type Previewed = { readonly document: RecordDocument; readonly findings: Findings }

/** Before there is a site. */
export const renderRecordPreview = (previewed: Previewed): string =>
  renderPreviewLayout({
    title: previewed.document.title,
    language: 'en',
    main: renderRecordLeaf({ origin: '', base: '', language: 'en' }, previewed),
  })

export function renderRecordLeaf(place: Place, { document, findings }: Previewed): Html {
  const view: RecordView = {
    ...{ place, id: document.id, version: 1, made: new Date(0).toISOString(), isPartial: false },
    ...{ document, findings, anchors: {}, chapters: new Map(), on: 'section', section: null },
    chapter: {
      ...{ id: 'chapter', slug: 'chapter', label: document.chapter.number },
      ...{ title: document.chapter.title ?? document.title, language: document.language },
    },
    index: buildIndex(document, findings),
  }
  return html`<div class="record-leaf"><header class="record-head record-title-page"><div class="r-body">
<p class="label">${words(place.language).heading}</p><h1${langOf(view)}>${document.title}</h1>
${facts(view)}${within(view)}</div></header>
<article class="record">${renderRecordBody({ view, charts: buildCharts(view), files: [], others: [] })}</article></div>`
}
