/** What it all rests on. */
import { describeEdtf } from '@chapterhouse/edtf'
import { type Html, html, type Part } from '#web'
import type { Source } from '../model/index.ts'
import { words } from '../words.ts'
import { addressOf, langOf, markOf, partHeading, type RecordView } from './view.ts'

export const sourcesPanel = (view: RecordView): Part => {
  const { sources } = view.document
  if (sources.length === 0) return null
  const t = words(view.place.language)
  return html`<section class="r-part" aria-labelledby="r-sources">${partHeading(view, 'r-sources', t.sources)}<div class="r-body">
<ul class="sources">
${sources.map((source) => html`<li id="${markOf(source.id)}">${sourceLine(view, source)}</li>\n`)}</ul></div></section>
`
}

const sourceLine = (view: RecordView, source: Source): Html =>
  html`<a href="${addressOf(view, source.id)}">${source.short ?? source.id}</a> <span class="soft">${source.citation}</span>${sourceFacts(view, source)}`

export const sourceFacts = (view: RecordView, source: Source): Part => {
  const { language } = view.place
  const t = words(language)
  const { speaksFor, date, rights, quality, url } = source
  const facts = [
    speaksFor === 'source' ? null : t.speaker[speaksFor],
    date === null ? null : describeEdtf(date.edtf, language),
    rights,
  ].filter((part) => part !== null)
  return html`${facts.length > 0 && html`<span class="source-facts">${facts.join(' · ')}</span>`}${quality !== null && html`<span class="source-facts"${langOf(view)}>${quality}</span>`}${url !== null && html`<a class="identifier source-facts" href="${url}" rel="nofollow">${url.replace(/^https?:\/\//, '')}</a>`}`
}
