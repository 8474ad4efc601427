/** What was handed in: how far it is, what it would change, its faults, and the decision. */
import { act, quiet } from '#accounts'
import { describeChange } from '#catalogue'
import { type Html, href, html, type Language, type Part, type Place, textField } from '#web'
import { at } from '../console-page.ts'
import { moment, stateOf } from './add-page.ts'
import { type HandedIn, isUnderWay } from './handed-in.ts'
import { issueList } from './issue-list.ts'
import type { SayIssue } from './issue-words.ts'
import { words } from './words.ts'

export type ParcelPage = {
  readonly place: Place
  readonly one: HandedIn
  /** May publish, and not only look. */
  readonly mayDecide: boolean
  readonly problem: string | null
  readonly typed: string
  readonly bookPath: string | null
  readonly sayIssue: SayIssue
}

export function renderParcelPage(page: ParcelPage): Html {
  const { place, one } = page
  return html`<div${isUnderWay(one) && html` data-live="${at(place, 'parcels', one.id, 'events')}"`}>
<p class="state state-${one.state}"><strong>${stateOf(place, one)}</strong></p>
${underWay(place, one)}${ending(page)}</div>
${one.state !== 'waiting' && one.state !== 'reading' && facts(place, one)}
${decision(page)}${changes(place, one)}${isRead(one) && issues(page)}`
}

const isRead = ({ state }: HandedIn): boolean =>
  state === 'read' || state === 'scheduled' || state === 'refused' || state === 'published'

const underWay = (place: Place, one: HandedIn): Part => {
  if (!isUnderWay(one)) return null
  const t = words(place.language)
  const percent = Math.round(one.fraction * 100)
  return html`<p>${one.state === 'waiting' ? t.waitingText : t.readingText}</p>
<p class="reading"><progress max="100" value="${percent}" aria-label="${t.progress}">${t.steps(percent)}</progress> <span class="label" role="status">${sayDoing(one.doing, place.language) ?? ''}</span></p>
<p class="acts"><a class="quiet" href="${at(place, 'parcels', one.id)}"><span>${t.again}</span></a></p>`
}

/** The reading process speaks English. */
export const sayDoing = (doing: string | null, language: Language): string | null =>
  doing === null ? null : (words(language).doing[doing] ?? doing)

const ending = ({ place, one, bookPath }: ParcelPage): Part => {
  const t = words(place.language)
  const links =
    one.bookId !== null &&
    html`<ul class="inline-list"><li><a href="${at(place, 'books', one.bookId)}">${t.toBook}</a></li>${bookPath !== null && html`<li><a href="${href(place, bookPath)}">${t.toPage}</a></li>`}</ul>`
  switch (one.state) {
    case 'refused':
      return html`<p>${t.refusedText}</p>`
    case 'failed':
      return html`<p>${t.failedText}</p>`
    case 'dropped':
      return html`<p>${t.droppedText}</p>`
    case 'unchanged':
      return html`<p>${t.unchangedText}</p>${links}`
    case 'published':
      return html`<p>${t.publishedText}</p>${links}`
    default:
      return null
  }
}

const facts = (place: Place, one: HandedIn): Html => {
  const t = words(place.language)
  return html`<dl class="facts">${one.title !== null && html`<div><dt>${t.title2}</dt><dd>${one.title}</dd></div>`}
<div><dt>${t.file}</dt><dd>${one.file}</dd></div>${one.chapters !== null && html`<div><dt>${t.chapters}</dt><dd>${one.chapters}</dd></div>`}
<div><dt>${t.columns.who}</dt><dd>${one.who}, ${moment(one.made)}</dd></div></dl>`
}

const decision = ({ place, one, mayDecide, problem, typed }: ParcelPage): Part => {
  if (one.state !== 'read' && one.state !== 'scheduled') return null
  const t = words(place.language)
  const form = (what: string, body: Part) =>
    html`<form method="post" action="${at(place, 'parcels', one.id, what)}">${body}</form>\n`
  return html`<section aria-labelledby="preview"><h2 id="preview">${t.preview}</h2><p>${t.previewText}</p>
<p class="acts"><a class="quiet" href="${at(place, 'preview', one.id)}"><span>${t.previewBook}</span></a></p></section>
${
  mayDecide &&
  html`<section aria-labelledby="decide"><h2 id="decide">${t.decide}</h2>
${form('publish', html`<p class="acts">${act(t.now)}</p>`)}<details${(problem !== null || one.publishAt !== null) && html` open`}><summary>${t.onDay}</summary>
${form('schedule', html`${textField({ id: 'at', name: 'at', label: t.at, hint: t.atHint, problem, value: typed || (one.publishAt === null ? '' : one.publishAt.toISOString().slice(0, 16).replace('T', ' ')) })}<p class="acts">${quiet(t.schedule)}</p>`)}</details>
<div class="acts">${form('hold', quiet(one.state === 'scheduled' ? t.release : t.hold))}${form('drop', quiet(t.drop))}</div></section>`
}`
}

const changes = (place: Place, one: HandedIn): Part => {
  if (one.state !== 'read' && one.state !== 'scheduled' && one.state !== 'published') return null
  const t = words(place.language)
  const isNew = one.bookId === null || (one.state === 'published' && one.version === 1)
  return html`<section aria-labelledby="changes"><h2 id="changes">${one.state === 'published' ? t.changesDone : t.changes}</h2>
${
  isNew
    ? html`<p>${t.newBook}</p>`
    : html`<p>${t.newVersion}</p>${
        one.changes.length === 0
          ? html`<p>${t.noChanges}</p>`
          : html`<ul class="steps">${one.changes.map((change) => html`<li>${describeChange(change, place.language)}</li>\n`)}</ul>`
      }`
}</section>`
}

const issues = ({ place, one, sayIssue }: ParcelPage): Html => {
  const t = words(place.language)
  return html`<section aria-labelledby="issues"><h2 id="issues">${t.issues(one.issues.length)}</h2>
${issueList(one.issues, place.language, undefined, undefined, sayIssue)}</section>`
}
