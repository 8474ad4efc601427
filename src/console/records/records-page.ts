/** The records of a press: what became of the files of each, and what it waits for. */
import { ENOUGH_REVIEWERS, type RecordSettings, type StaffRecord } from '#record'
import { type Html, html, type Language, type Part, type Place } from '#web'
import { moment } from '../add/add-page.ts'
import { at } from '../console-page.ts'
import { ledger } from '../ledger.ts'
import { words } from './words.ts'

export type RecordsPage = {
  readonly place: Place
  readonly records: readonly StaffRecord[]
  readonly onlyOpen: boolean
  /** Of each press that is shown, by its name. */
  readonly settings: readonly { readonly press: string; readonly settings: RecordSettings }[]
  /** May open the screens of books. */
  readonly isStaff: boolean
}

export function renderRecordsPage({ place, records, onlyOpen, settings, isStaff }: RecordsPage): Html {
  const t = words(place.language)
  const link = (open: boolean, label: string) =>
    html`<li><a href="${at(place, 'records')}${open && '?show=open'}"${open === onlyOpen && html` aria-current="true"`}>${label}</a></li>`
  return html`${isStaff && html`<nav aria-label="${t.filter}"><ul class="inline-list filters">${link(false, t.all)}${link(true, t.open)}</ul></nav>\n`}${ledger(
    {
      ...{ id: 'records', caption: t.caption, empty: onlyOpen ? t.noneOpen : t.none },
      head: [t.columns.record, t.columns.book, t.columns.state, t.columns.review, t.columns.checked],
      rows: records.map((record) => [
        record.recordId === null
          ? `${record.folder}/`
          : html`<a href="${at(place, 'records', record.recordId)}">${record.title ?? record.recordId}</a>`,
        isStaff
          ? html`<a href="${at(place, 'books', record.bookId)}">${record.bookTitle}</a>`
          : record.bookTitle,
        html`${sayState(record, place.language)}${record.recordId === null && faultList(record.faults)}`,
        record.approved === 0 ? '–' : t.approvals(record.approved, ENOUGH_REVIEWERS),
        moment(record.checked),
      ]),
    },
  )}${settings.length > 0 && asked(settings, place.language)}`
}

export function sayState({ state, why, version, faults }: StaffRecord, language: Language): Html {
  const t = words(language).states
  const still = version !== null && html` <span class="label">${t.still(version)}</span>`
  switch (state) {
    case 'published':
      return html`${t.published(version ?? 1)}`
    case 'withdrawn':
      return html`${t.withdrawn}`
    case 'blocked':
      return html`<strong>${t.blocked(faults.length)}</strong>${still}`
    case 'waiting':
      return html`<strong>${why === 'draft' ? t.draft : t.review}</strong>${still}`
  }
}

/** Said as the check says it, in English, with the place first. */
export const faultList = (faults: readonly string[]): Part =>
  faults.length > 0 &&
  html`<ol class="fault-lines" lang="en">${faults.map((line) => {
    const [, where = '', message = line] = /^(\S+ [A-Z]-[A-Z]+) {2}(.*)$/s.exec(line) ?? []
    return html`<li>${where !== '' && html`<code>${where}</code> `}${message}</li>\n`
  })}</ol>`

const asked = (settings: RecordsPage['settings'], language: Language): Html => {
  const t = words(language)
  return html`<section aria-labelledby="asks"><h2 id="asks">${t.asks}</h2>
${settings.map(({ press, settings: { conflicts, review, visibility } }) => html`${settings.length > 1 && html`<h3>${press}</h3>`}<ul class="steps"><li>${t.asksOf.conflicts[conflicts]}</li><li>${t.asksOf.review[review]}</li><li>${t.asksOf.visibility[visibility]}</li></ul>\n`)}<p class="hint">${t.asksWhere}</p></section>`
}

/** Beside the other things of a book: null where it has no record. */
export function renderRecordsOfBook(place: Place, records: readonly StaffRecord[]): Part {
  if (records.length === 0) return null
  const t = words(place.language)
  return html`<section aria-labelledby="records"><h2 id="records">${t.title}</h2>
<ul class="account-list">${records.map((record) => html`<li><span>${record.recordId === null ? `${record.folder}/` : html`<a href="${at(place, 'records', record.recordId)}">${record.title ?? record.recordId}</a>`}</span> <span class="label">${sayState(record, place.language)}</span></li>\n`)}</ul></section>
`
}
