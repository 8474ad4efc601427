/** A record by itself. */
import { breadcrumbs, type Html, href, html, paths, time } from '#web'
import type { VersionLine } from '../keeping/find-record.ts'
import { words } from '../words.ts'
import { facts, type RecordSection, renderRecordBody } from './record-section.ts'
import { langOf } from './view.ts'
import { within } from './within.ts'

export type RecordPage = {
  readonly section: RecordSection
  readonly isFixed: boolean
  readonly newest: number
  readonly isWithdrawn: boolean
  readonly versions: readonly VersionLine[]
}

export const renderRecordPage = ({ section, isFixed, newest, isWithdrawn, versions }: RecordPage): Html => {
  const { view } = section
  const t = words(view.place.language)
  const notice = isWithdrawn
    ? t.withdrawnRecord
    : isFixed && view.version !== newest
      ? t.olderVersion(view.version, newest)
      : null
  const { chapter } = view
  return html`<div class="record-leaf"><header class="record-head record-title-page"><div class="r-body">
${breadcrumbs(
  [
    {
      label: chapter.label === null ? chapter.title : `${chapter.label}. ${chapter.title}`,
      href: href(view.place, paths.chapter(chapter)),
      language: chapter.language,
      direction: 'ltr',
    },
  ],
  view.place.language,
)}
<p class="label">${t.heading}</p>
<h1${langOf(view)}>${view.document.title}</h1>
${notice !== null && html`<p class="record-notice">${notice}${!isWithdrawn && html` <a href="${href(view.place, paths.record(view.id))}">${t.newest}</a>`}</p>\n`}<p class="r-lead">${t.leadAlone}</p>
${facts(view)}${within(view)}</div></header>
<article class="record">
${renderRecordBody(section)}</article>
<div class="record"><section class="r-part" aria-labelledby="r-permalink"><h2 id="r-permalink">${t.permalink}</h2><div class="r-body">
<p><a class="identifier" data-copy-source href="${view.place.origin}${paths.record(view.id, view.version)}">${view.place.origin}${paths.record(view.id, view.version)}</a></p>
<p class="soft">${t.permalinkLead}</p>
<ul class="inline-list">${versions.map(({ number, made }) => html`<li>${number === view.version ? html`<b>${t.versionName(number)}</b>` : html`<a href="${href(view.place, paths.record(view.id, number))}">${t.versionName(number)}</a>`} <span class="soft">${time(made.slice(0, 10), view.place.language)}</span></li>`)}</ul></div></section></div></div>`
}
