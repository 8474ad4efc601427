/** The screen of one book: what it is, what is wrong with it, what was done to it, and everything that can be done. */
import { act, quiet } from '#accounts'
import { AMENDMENT_KINDS, type Amendment, type Issue, isFault } from '#book'
import type { Corrections, ShelvedBook, ShelvedChapter, Tombstone } from '#catalogue'
import {
  areaField,
  checkbox,
  type Html,
  href,
  html,
  type Part,
  type Place,
  paths,
  selectField,
  textField,
  time,
} from '#web'
import { issueList } from '../add/issue-list.ts'
import type { SayIssue } from '../add/issue-words.ts'
import { at } from '../console-page.ts'
import { ledger } from '../ledger.ts'
import { idOf } from './edit-form.ts'
import { words } from './words.ts'

export type BookScreen = {
  readonly sayIssue: SayIssue
  readonly place: Place
  readonly book: ShelvedBook
  readonly chapters: readonly ShelvedChapter[]
  readonly issues: readonly Issue[]
  readonly corrections: Corrections
  readonly amendments: readonly Amendment[]
  /** May change it, and not only look. */
  readonly mayEdit: boolean
  readonly history: Part
  /** The records that came with it. */
  readonly records: Part
  readonly typed: (name: string) => string
  readonly problems: Readonly<Record<string, string>>
}

export function renderBookScreen(screen: BookScreen): Html {
  const { place, book, mayEdit } = screen
  const t = words(place.language)
  return html`<p>${book.contributors.map(({ name }) => name).join(', ')}</p>
<ul class="acts">${
    mayEdit &&
    html`<li><a class="act" href="${at(place, 'books', book.id, 'edit')}">${t.edit}</a></li>
<li><a class="quiet" href="${at(place, 'books', book.id, 'access')}"><span>${t.access}</span></a></li>
<li><a class="quiet" href="${at(place, 'add')}"><span>${t.newVersion}</span></a></li>`
  }
<li><a class="quiet" href="${href(place, paths.book(book))}"><span>${t.page}</span></a></li>
<li><a class="quiet" href="${at(place, 'audit')}?about=${book.id}"><span>${t.history}</span></a></li></ul>
${issues(screen)}${contents(screen)}${corrections(screen)}${amendments(screen)}${screen.records}${versions(screen)}${screen.history}${mayEdit && withdrawal(screen)}`
}

const issues = ({ place, book, chapters, issues, mayEdit, sayIssue }: BookScreen): Html => {
  const t = words(place.language)
  const faults = issues.filter(isFault).length
  return html`<section aria-labelledby="issues"><h2 id="issues">${t.issues(faults)}</h2>
${issueList(
  issues,
  place.language,
  (n) => chapters[n]?.title ?? null,
  (issue) => mayEdit && mendLink(place, book.id, chapters, issue),
  sayIssue,
)}</section>`
}

/** To the very field, where the rule tells which it is. */
export function mendLink(
  place: Place,
  bookId: string,
  chapters: readonly { readonly id: string }[],
  issue: Issue,
): Part {
  const chapter = issue.chapter === null ? null : (chapters[issue.chapter]?.id ?? null)
  const where =
    chapter === null ? at(place, 'books', bookId, 'edit') : at(place, 'books', bookId, 'chapters', chapter)
  const key = fieldOf(issue, chapter !== null)
  return (
    issue.about === 'data' &&
    html`<a href="${where}${key === null ? '' : `#${idOf(key)}`}">${words(place.language).mend}</a>`
  )
}

const BY_RULE: readonly (readonly [RegExp, string, string])[] = [
  [/doi/, 'identifiers.doi', 'doi'],
  [/isbn|identifier/, 'identifiers.isbn', 'doi'],
  [/imprint/, 'imprint', 'title'],
  [/date|year/, 'print-year', 'title'],
  [/summary|abstract/, 'description', 'abstract'],
  [/rights|licen/, 'rights.holder', 'rights.holder'],
  [/subject|thema|bisac/, 'subjects.thema', 'keywords'],
  [/page/, 'pages', 'pages'],
  [/contributor|orcid|ror|affiliation/, 'contributors', 'contributors'],
  [/language/, 'language', 'language'],
  [/cover/, 'cover-alternative', 'title'],
  [/title/, 'title', 'title'],
]

const fieldOf = ({ rule }: Issue, ofChapter: boolean): string | null => {
  const [, ofBook, chapters] = BY_RULE.find(([pattern]) => pattern.test(rule)) ?? []
  return (ofChapter ? chapters : ofBook) ?? null
}

const contents = ({ place, book, chapters, issues, mayEdit }: BookScreen): Html => {
  const t = words(place.language)
  return html`<section aria-labelledby="contents"><h2 id="contents">${t.chapters}</h2>
${ledger({
  ...{ id: 'chapters', caption: t.chapters, empty: t.none },
  head: [
    t.chapterColumns.title,
    t.chapterColumns.type,
    t.chapterColumns.access,
    t.chapterColumns.pages,
    t.chapterColumns.words,
    t.chapterColumns.issues,
  ],
  rows: chapters.map((chapter, i) => {
    const faults = issues.filter((issue) => isFault(issue) && issue.chapter === i).length
    const name = html`${chapter.label !== null && `${chapter.label}. `}<span lang="${chapter.language}">${chapter.title}</span>`
    return [
      mayEdit ? html`<a href="${at(place, 'books', book.id, 'chapters', chapter.id)}">${name}</a>` : name,
      chapter.type,
      chapter.openness === 'open' ? t.open : t.closed,
      chapter.pages === null ? '–' : `${chapter.pages.first}–${chapter.pages.last}`,
      chapter.text?.words ?? '–',
      faults === 0 ? '–' : faults,
    ]
  }),
})}</section>`
}

const corrections = ({ place, book, chapters, corrections, mayEdit }: BookScreen): Part => {
  const t = words(place.language)
  const ofBook = Object.keys(corrections.book)
  const ofChapters = Object.entries(corrections.chapters)
  if (ofBook.length === 0 && ofChapters.length === 0) return null
  const names = (keys: readonly string[]) => keys.map((key) => t.fields[key] ?? key).join(', ')
  return html`<section aria-labelledby="corrected"><h2 id="corrected">${t.corrections}</h2><p>${t.correctionsText}</p>
<ul class="steps">${ofBook.length > 0 && html`<li>${names(ofBook)}</li>`}${ofChapters.map(
    ([id, told]) =>
      html`<li>${names(Object.keys(told))} ${t.correctionsOfChapter(chapters.find((one) => one.id === id)?.title ?? id)}</li>`,
  )}</ul>
${mayEdit && html`<form method="post" action="${at(place, 'books', book.id, 'corrections')}"><p class="hint">${t.dropHint}</p><p class="acts">${quiet(t.dropCorrections)}</p></form>`}</section>`
}

const amendments = (screen: BookScreen): Html => {
  const { place, book, chapters, amendments, mayEdit, typed, problems } = screen
  const t = words(place.language)
  const options = [
    { value: '', label: t.wholeBook },
    ...chapters.map(({ id, label, title }) => ({
      value: id,
      label: label === null ? title : `${label}. ${title}`,
    })),
  ]
  return html`<section aria-labelledby="amendments"><h2 id="amendments">${t.amendments}</h2><p>${t.amendmentsText}</p>
${
  amendments.length > 0 &&
  html`<ul class="account-list">${amendments.map(
    (
      one,
    ) => html`<li><span><strong>${t.amendmentKinds[one.kind]}</strong>, ${time(one.date, place.language)}: ${one.text}</span>
${mayEdit && html`<form method="post" action="${at(place, 'books', book.id, 'amendments', one.id, 'remove')}">${quiet(t.removeAmendment, html` aria-label="${t.removeAmendmentOf(one.text)}"`)}</form>`}</li>\n`,
  )}</ul>`
}
${
  mayEdit &&
  html`<details${Object.keys(problems).length > 0 && html` open`}><summary>${t.addAmendment}</summary>
<form method="post" action="${at(place, 'books', book.id, 'amendments')}" novalidate>
${selectField({ id: 'amendment-of', name: 'chapter', label: t.amendmentOf, options, value: typed('chapter') })}
${selectField({ id: 'amendment-kind', name: 'kind', label: t.amendmentKind, options: AMENDMENT_KINDS.map((value) => ({ value, label: t.amendmentKinds[value] })), value: typed('kind') })}
${areaField({ id: 'amendment-text', name: 'text', label: t.amendmentText, hint: t.amendmentTextHint, value: typed('text'), problem: problems.text ?? null })}
${textField({ id: 'amendment-doi', name: 'doi', label: t.amendmentDoi, hint: t.amendmentDoiHint, value: typed('doi'), problem: problems.doi ?? null })}
${textField({ id: 'amendment-date', name: 'date', label: t.amendmentDate, value: typed('date'), problem: problems.date ?? null })}
<p class="acts">${act(t.addAmendment)}</p></form></details>`
}</section>`
}

const versions = ({ place, book }: BookScreen): Html => {
  const t = words(place.language)
  return html`<section aria-labelledby="versions"><h2 id="versions">${t.versions}</h2>
<dl class="facts">${[...book.versions].reverse().map(({ number, shelved, note }) => html`<div><dt>${t.version(number)}, ${time(shelved.slice(0, 10), place.language)}</dt><dd>${note ?? '–'}</dd></div>`)}</dl></section>`
}

const withdrawal = ({ place, book, typed, problems }: BookScreen): Html => {
  const t = words(place.language)
  return html`<section aria-labelledby="withdraw"><h2 id="withdraw">${t.withdraw}</h2><p>${t.withdrawText}</p>
<details${problems.sure !== undefined && html` open`}><summary>${t.withdrawAct}</summary>
<form method="post" action="${at(place, 'books', book.id, 'withdraw')}" novalidate>
${textField({ id: 'reason', name: 'reason', label: t.withdrawReason, value: typed('reason') })}
${checkbox({ id: 'keep', name: 'keep', label: t.withdrawKeep, hint: t.withdrawKeepHint, checked: true })}
${checkbox({ id: 'sure', name: 'sure', label: t.sure, problem: problems.sure ?? null })}
<p class="acts">${quiet(t.withdrawAct)}</p></form></details></section>`
}

export function renderWithdrawnScreen(
  place: Place,
  { id, slug, reason, withdrawn }: Tombstone,
  {
    canRestore,
    mayEdit,
    history,
  }: { readonly canRestore: boolean; readonly mayEdit: boolean; readonly history: Part },
): Html {
  const t = words(place.language)
  return html`<p>${t.gone(withdrawn.slice(0, 10))} ${reason}</p>
<ul class="acts"><li><a class="quiet" href="${href(place, paths.book({ id, slug }))}"><span>${t.page}</span></a></li>
<li><a class="quiet" href="${at(place, 'audit')}?about=${id}"><span>${t.history}</span></a></li></ul>
${history}${
  mayEdit &&
  html`<section aria-labelledby="restore"><h2 id="restore">${t.restore}</h2><p>${canRestore ? t.restoreText : t.noRestore}</p>
${canRestore && html`<form method="post" action="${at(place, 'books', id, 'restore')}"><p class="acts">${act(t.restore)}</p></form>`}</section>`
}`
}
