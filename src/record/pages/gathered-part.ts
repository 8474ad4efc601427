/**
 * What other records of the site say of the same person, place, group or source: by the word of an author. What merely bears
 * a like name is listed as a suggestion, and says so.
 */
import { type Html, href, html, type Part, paths } from '#web'
import { words } from '../words.ts'
import { sure } from './claims-panel.ts'
import type { GatheredEntry } from './entry-page.ts'
import { eventLine } from './event-line.ts'
import { part } from './part.ts'
import { lifeOf, namesOf, roleIn } from './people-panel.ts'
import { addressOf, hrefOf, isAuthors, langOf, nameOf, type RecordView } from './view.ts'

/** Of each record; the rest stands on its own page. */
const MOST = 12

export function gatheredPart(
  view: RecordView,
  entries: readonly GatheredEntry[],
  which: 'same' | 'alike',
): Part {
  if (entries.length === 0) return null
  const t = words(view.place.language)
  const [heading, lead] = which === 'same' ? [t.sameElsewhere, t.sameElsewhereLead] : [t.alike, t.alikeLead]
  const body = entries.map((entry) => (which === 'same' ? said(entry) : suggested(entry)))
  return part(heading, `r-${which}`, html`<p class="r-lead">${lead}</p>\n${body}`)
}

const inRecord = ({ view }: GatheredEntry): Html => {
  const t = words(view.place.language)
  return html`<a href="${href(view.place, paths.record(view.id))}"${langOf(view)}>${t.quoted(view.document.title)}</a>, ${t.recordOfChapter} <a href="${href(view.place, paths.chapter(view.chapter))}" lang="${view.chapter.language}">${t.quoted(view.chapter.title)}</a>`
}

const suggested = (entry: GatheredEntry): Html =>
  html`<p class="gathered"><a href="${addressOf(entry.view, entry.id)}">${entry.name}</a> <span class="soft">${inRecord(entry)}</span></p>
`

function said(entry: GatheredEntry): Html {
  const { view, id, name } = entry
  const t = words(view.place.language)
  const person = view.index.people.get(id)
  const events = view.document.events.filter(
    ({ who, where }) => where === id || who.some((one) => one.person === id),
  )
  const claims = view.document.claims.filter(({ about, by }) => about.includes(id) || by === id)
  return html`<section class="gathered"><h3><a href="${addressOf(view, id)}">${name}</a></h3>
<p class="claim-foot">${inRecord(entry)}</p>
${person !== undefined && html`<p>${person.names.length > 0 && html`${namesOf(view, person)}<br>`}${person.roles.map((role, i) => html`${i > 0 && html`<br>`}${roleIn(view, role)}`)}${lifeOf(view, person)}</p>\n`}${events.length > 0 && html`<ul class="plain">${events.map((event) => html`<li>${eventLine(view, event)}</li>`)}</ul>\n`}${claims.length > 0 && html`<ul class="gathered-claims">${claims.slice(0, MOST).map((claim) => html`<li><a href="${hrefOf(view, claim.id)}"${langOf(view)}>${claim.says}</a> <span class="soft">${isAuthors(view, claim) || claim.by === null ? t.byAuthorShort : t.bySource(nameOf(view, claim.by))}</span>${claim.confidence !== null && html` ${sure(view, claim.confidence)}`}</li>\n`)}</ul>\n`}${claims.length > MOST && html`<p class="claim-foot"><a href="${addressOf(view, id)}">${t.moreClaims(claims.length - MOST)}</a></p>`}</section>
`
}
