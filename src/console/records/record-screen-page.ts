/** One record with its review: what the check says, who is asked, what each says of the whole and of every claim. */
import { act, hidden, quiet } from '#accounts'
import type { Review, ReviewedFiles, StaffRecord } from '#record'
import { areaField, type Html, href, html, type Part, type Place, paths, textField, time } from '#web'
import { moment } from '../add/add-page.ts'
import { at } from '../console-page.ts'
import { ledger } from '../ledger.ts'
import { faultList, sayState } from './records-page.ts'
import { words } from './words.ts'

export type RecordScreen = {
  readonly place: Place
  readonly record: StaffRecord & { readonly recordId: string }
  /** Null: its files are gone, or cannot be read. */
  readonly reviewed: ReviewedFiles | null
  /** What follows from it, a line for each. */
  readonly findings: readonly string[]
  /** Whoever looks. */
  readonly accountId: string
  readonly mayAsk: boolean
  readonly mayDecide: boolean
  readonly isStaff: boolean
  readonly problems: { readonly email?: string; readonly note?: string }
  readonly typed: (name: string) => string
}

export function renderRecordScreen(screen: RecordScreen): Html {
  const { place, record, reviewed, findings, isStaff } = screen
  const t = words(place.language)
  const { recordId, version } = record
  const isRead = reviewed !== null && reviewed.judged.record !== null
  return html`${facts(screen)}
<ul class="acts">${isRead && html`<li><a class="act" href="${at(place, 'records', recordId, 'preview')}">${t.preview}</a></li>\n`}${version !== null && html`<li><a class="quiet" href="${href(place, paths.record(recordId))}"><span>${t.page}</span></a></li>\n`}${isStaff && html`<li><a class="quiet" href="${at(place, 'audit')}?about=${recordId}"><span>${t.history}</span></a></li>`}</ul>
<section aria-labelledby="faults"><h2 id="faults">${t.faults}</h2>${record.faults.length === 0 ? html`<p>${t.noFaults}</p>` : faultList(record.faults)}${!isRead && html`<p>${t.unreadable}</p>`}</section>
${findings.length > 0 && html`<section aria-labelledby="findings"><h2 id="findings">${t.findings}</h2><ul class="steps" lang="en">${findings.map((line) => html`<li>${line}</li>`)}</ul></section>\n`}${reviewed !== null && isRead && html`${reviewers(screen, reviewed)}${claims(screen, reviewed)}`}`
}

function facts({ place, record, reviewed, isStaff }: RecordScreen): Html {
  const t = words(place.language)
  const fact = (term: string, value: Part) => html`<div><dt>${term}</dt><dd>${value}</dd></div>\n`
  const document = reviewed?.judged.record ?? null
  const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ')
  return html`<dl class="facts">${fact(t.facts.state, sayState(record, place.language))}${fact(
    t.facts.book,
    isStaff ? html`<a href="${at(place, 'books', record.bookId)}">${record.bookTitle}</a>` : record.bookTitle,
  )}${document !== null && document.compiledBy.length > 0 && fact(t.facts.compiledBy, names(document.compiledBy))}${document !== null && document.reviewedBy.length > 0 && fact(t.facts.named, names(document.reviewedBy))}${fact(t.facts.files, t.filesOf(record.folder, moment(record.checked)))}</dl>`
}

/** Those who are asked, and those who said something unasked. */
function reviewers(screen: RecordScreen, { reviewers, reviews, hash }: ReviewedFiles): Html {
  const { place, record, mayAsk, mayDecide, problems, typed } = screen
  const t = words(place.language)
  const address = at(place, 'records', record.recordId)
  const asked = new Map(reviewers.map((one) => [one.accountId, one]))
  const people = new Map([
    ...reviews.map(({ accountId, name }) => [accountId, name] as const),
    ...reviewers.map(({ accountId, name }) => [accountId, name] as const),
  ])
  const wholeOf = (accountId: string): Part => {
    const own = reviews.find((one) => one.accountId === accountId && one.claim === null)
    if (own === undefined) return t.notYet
    return html`${t.decisions[own.decision]}, ${time(own.given.toISOString().slice(0, 10), place.language)}${own.print !== hash && html` <span class="label">(${t.earlier})</span>`}${own.note !== null && html`<br><q>${own.note}</q>`}`
  }
  const countOf = (accountId: string, decision: Review['decision']) =>
    reviews.filter((one) => one.accountId === accountId && one.decision === decision).length
  return html`<section aria-labelledby="review"><h2 id="review">${t.reviewers}</h2><p>${t.reviewersLead}</p>
${ledger({
  ...{ id: 'reviewers', caption: t.reviewers, empty: t.nobody },
  head: [
    ...[t.reviewerColumns.who, t.reviewerColumns.asked, t.reviewerColumns.whole, t.reviewerColumns.claims],
    ...(mayAsk ? [t.reviewerColumns.act] : []),
  ],
  rows: [...people].map(([accountId, name]) => [
    name,
    asked.has(accountId)
      ? time(asked.get(accountId)?.asked.toISOString().slice(0, 10) ?? '', place.language)
      : '–',
    wholeOf(accountId),
    t.claimCounts(countOf(accountId, 'agreed'), countOf(accountId, 'questioned')),
    ...(mayAsk
      ? [
          asked.has(accountId) &&
            html`<form method="post" action="${address}/reviewers">${hidden('remove', accountId)}${quiet(t.remove, html` aria-label="${t.removeOf(name)}"`)}</form>`,
        ]
      : []),
  ]),
})}
${mayDecide && html`<h3>${t.yourWord}</h3><form method="post" action="${address}/review" novalidate>${areaField({ id: 'note', name: 'note', label: t.note, value: typed('note'), problem: problems.note ?? null, rows: 3 })}<p class="acts">${act(t.approve, html` name="decision" value="approved"`)} ${quiet(t.sendBack, html` name="decision" value="returned"`)}</p></form>\n`}${mayAsk && html`<details${problems.email !== undefined && html` open`}><summary>${t.ask}</summary><form method="post" action="${address}/reviewers" novalidate>${textField({ id: 'email', name: 'email', label: t.email, hint: t.askHint, type: 'email', value: typed('email'), problem: problems.email ?? null })}<p class="acts">${quiet(t.ask)}</p></form></details>`}</section>
`
}

function claims(screen: RecordScreen, { judged: { record: document }, standing }: ReviewedFiles): Part {
  const { place, record, mayDecide } = screen
  if (document === null || document.claims.length === 0) return null
  const t = words(place.language)
  const sources = new Map(document.sources.map((source) => [source.id, source]))
  const sayer = (by: string | null) => {
    const source = by === null ? undefined : sources.get(by)
    return source === undefined || source.speaksFor === 'author'
      ? t.author
      : (source.short ?? source.citation)
  }
  return html`<section aria-labelledby="claims"><h2 id="claims">${t.claims}</h2><p>${t.claimsLead}</p>
${ledger({
  ...{ id: 'claim-list', caption: t.claims, empty: t.none },
  head: [
    ...[t.claimColumns.claim, t.claimColumns.who, t.claimColumns.state],
    ...(mayDecide ? [t.claimColumns.act] : []),
  ],
  rows: document.claims.map(({ id, says, by }) => [
    html`<span lang="${document.language}">${says}</span> <code>${id}</code>`,
    sayer(by),
    wordsOn(screen, [...(standing.questioned.get(id) ?? []), ...(standing.agreed.get(id) ?? [])]),
    ...(mayDecide
      ? [
          html`<form method="post" action="${at(place, 'records', record.recordId, 'claims', id)}">${quiet(t.agree, html` name="decision" value="agreed" aria-label="${t.agreeOf(says)}"`)}
<details><summary aria-label="${t.questionOf(says)}">${t.question}</summary>${areaField({ id: `note-${id}`, name: 'note', label: t.note, rows: 3 })}${quiet(t.question, html` name="decision" value="questioned"`)}</details></form>`,
        ]
      : []),
  ]),
})}</section>`
}

const wordsOn = ({ place }: RecordScreen, reviews: readonly Review[]): Part => {
  const t = words(place.language)
  if (reviews.length === 0) return t.untouched
  return reviews.map(
    ({ name, decision, note }, i) =>
      html`${i > 0 && html`<br>`}${decision === 'questioned' ? html`<strong>${t.decisions[decision]}</strong>` : t.decisions[decision]}: ${name}${note !== null && html` <q>${note}</q>`}`,
  )
}
