/** A record as a file of its own, for its author: what readers would see, before there is a site. */
import { html, renderPreviewLayout } from '#web'
import type { Findings } from '../findings.ts'
import type { RecordDocument } from '../model/index.ts'
import { words } from '../words.ts'
import { buildCharts } from './build-charts.ts'
import { facts, renderRecordBody, within } from './record-section.ts'
import { buildIndex, type RecordView } from './view.ts'

export function renderRecordPreview({
  document,
  findings,
}: {
  readonly document: RecordDocument
  readonly findings: Findings
}): string {
  const chapter = {
    ...{ id: 'chapter', slug: 'chapter', label: document.chapter.number },
    ...{ title: document.chapter.title ?? document.title, language: document.language },
  }
  const view: RecordView = {
    place: { origin: '', base: '', language: 'en' },
    ...{ id: document.id, version: 1, made: new Date(0).toISOString(), isPartial: false },
    ...{ document, findings, anchors: {}, chapter, chapters: new Map(), on: 'section', section: null },
    index: buildIndex(document, findings),
  }
  const t = words('en')
  return renderPreviewLayout({
    title: document.title,
    language: 'en',
    main: html`<div class="record-leaf"><header class="record-head record-title-page"><div class="r-body">
<p class="label">${t.heading}</p><h1 lang="${document.language}">${document.title}</h1>
${facts(view)}${within(view)}</div></header>
<article class="record">${renderRecordBody({ view, charts: buildCharts(view), files: [], others: [] })}</article></div>`,
  })
}
