/** The contents of a record: each part with what it comes to, in a line. */
import { type Html, href, html, paths } from '#web'
import { words } from '../words.ts'
import { chance, surgeOf } from './counts-panel.ts'
import { isAuthors, type RecordView } from './view.ts'

type Line = readonly [id: string, name: string, comesTo: string]

export const within = (view: RecordView): Html => {
  const t = words(view.place.language)
  return html`<nav class="record-contents" aria-label="${t.inThisRecord}"><ol>${linesOf(view).map(([id, name, comesTo]) => html`<li><a href="#${id}">${name}</a> <span>${comesTo}</span></li>\n`)}</ol>${view.on === 'chapter' && html`<p><a href="${href(view.place, paths.record(view.id))}">${t.whole}</a></p>`}</nav>`
}

function linesOf(view: RecordView): readonly Line[] {
  const t = words(view.place.language)
  const { document, findings } = view
  const own = document.claims.filter((claim) => isAuthors(view, claim)).length
  const lines: readonly (Line | false)[] = [
    own > 0 && ['r-concludes', t.concludes, t.counted.claims(own)],
    document.claims.length > own && [
      ...(['r-sources-say', t.sourcesSay] as const),
      t.comesTo.said(document.claims.length - own),
    ],
    document.mentions.length > 0 && ['r-meant', t.meant, meantIn(view)],
    document.events.length > 0 && ['r-conflicts', t.conflicts, conflictsIn(view)],
    document.events.length > 0 && ['r-dates', t.dates, datesIn(view)],
    document.people.length > 0 && ['r-people', t.people, t.counted.people(document.people.length)],
    findings.counts.length > 0 && ['r-counts', t.counts, countsIn(view)],
    document.series.length > 0 && ['r-surge', t.surge, surgesIn(view)],
    document.places.length > 0 && ['r-places', t.map, t.counted.places(document.places.length)],
    document.sources.length > 0 && ['r-sources', t.sources, t.counted.sources(document.sources.length)],
  ]
  return lines.filter((line) => line !== false)
}

function meantIn({ findings, document, place }: RecordView): string {
  const judged = findings.identifications.mentions.filter(({ agrees }) => agrees !== null)
  const agreeing = judged.filter(({ agrees }) => agrees === true).length
  return words(place.language).comesTo.meant(document.mentions.length, agreeing, judged.length)
}

function conflictsIn({ findings, place }: RecordView): string {
  const { conflicts } = findings.chronology
  const t = words(place.language).comesTo
  const answered = conflicts.filter(({ answer }) => answer !== null).length
  const [only] = conflicts
  if (only === undefined) return t.noConflict
  return t.conflicts(conflicts.length, answered, conflicts.length === 1 ? only.shortBy : null)
}

function datesIn({ findings, place }: RecordView): string {
  const { events } = findings.chronology
  const closed = events.filter(({ earliest, latest }) => earliest.kind === 'day' && latest.kind === 'day')
  return words(place.language).comesTo.dates(events.length, closed.length)
}

/** Groups that are said to be so many, not the parts of them. */
function countsIn({ findings, place }: RecordView): string {
  const t = words(place.language).comesTo
  return findings.counts
    .filter(({ part, says }) => part === null && says !== null)
    .slice(0, 3)
    .map(({ label, certainly, says }) => t.count(label, certainly, says ?? 0))
    .join('; ')
}

/** The figure that is fair to a window chosen after looking, of every question that has one. */
function surgesIn(view: RecordView): string {
  const t = words(view.place.language)
  const found = view.document.series.flatMap((one) => surgeOf(view, one).test?.scan ?? [])
  if (found.length === 0) return ''
  const [least, most] = [Math.min(...found), Math.max(...found)]
  return t.comesTo.surge(t.range(chance(least, view), chance(most, view)))
}
