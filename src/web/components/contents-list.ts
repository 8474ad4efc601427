/**
 * The contents of a book as its contents page prints them: parts above their chapters, numbers hung before the titles, page
 * numbers at the outer edge. `brief` is the narrow column beside a chapter: titles alone, and where the reader is.
 */
import { type Html, html, type Part } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'
import { type AccessState, accessSign } from './access-sign.ts'

export type ContentsEntry = {
  readonly label: string | null
  readonly title: string
  readonly subtitle: string | null
  readonly href: string
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly kind: 'part' | 'chapter' | 'matter'
  readonly contributors: readonly string[]
  /** The first printed page, roman allowed. */
  readonly page: string | null
  readonly access: AccessState
  readonly here: boolean
  readonly entries: readonly ContentsEntry[]
}

export const contentsList = (entries: readonly ContentsEntry[], language: Language): Html =>
  html`<ol class="contents${!entries.some(hasPage) && ' contents-unpaged'}">
${entries.map((entry) => fullLine(entry, language))}</ol>`

const hasPage = ({ page, entries }: ContentsEntry): boolean => page !== null || entries.some(hasPage)

const fullLine = (entry: ContentsEntry, language: Language): Html => html`<li class="contents-${entry.kind}">
<div class="contents-line">${number(entry)}<div class="contents-what"><p class="contents-title">${link(entry)}</p>
${entry.contributors.length > 0 && html`<p class="contents-who">${entry.contributors.join(', ')}</p>\n`}</div>
<span class="contents-access">${entry.kind !== 'part' && accessSign(entry.access, language)}</span>
<span class="contents-page">${entry.page !== null && pageNumber(entry.page, language)}</span></div>
${entry.entries.length > 0 && html`<ol>\n${entry.entries.map((child) => fullLine(child, language))}</ol>\n`}</li>
`

const pageNumber = (page: string, language: Language): Html =>
  html`<span class="visually-hidden">${words(language).pageAbbreviation(page, page).replace(page, '')}</span>${page}`

const number = ({ label }: ContentsEntry): Html => html`<span class="contents-number">${label}</span>`

const link = (entry: ContentsEntry): Html =>
  html`<a href="${entry.href}"${tagged(entry)}${entry.here && html` aria-current="page"`}>${entry.title}${entry.subtitle !== null && html`<span class="contents-subtitle">${entry.subtitle}</span>`}</a>`

const tagged = ({ language, direction }: ContentsEntry): Part =>
  html` lang="${language}"${direction === 'rtl' && html` dir="rtl"`}`

/** `inside` stands under the entry the reader is at: the headings of its text. */
export const contentsColumn = (entries: readonly ContentsEntry[], inside: Part): Html =>
  html`<ol class="contents-brief">
${entries.map((entry) => briefLine(entry, inside))}</ol>`

const briefLine = (entry: ContentsEntry, inside: Part): Html =>
  html`<li class="contents-${entry.kind}${entry.here && ' here'}">${entry.label !== null && html`<span class="contents-number">${entry.label}</span> `}${briefLink(entry)}${entry.here && inside}${entry.entries.length > 0 && html`<ol>\n${entry.entries.map((child) => briefLine(child, inside))}</ol>`}</li>
`

const briefLink = (entry: ContentsEntry): Html =>
  html`<a href="${entry.href}"${tagged(entry)}${entry.here && html` aria-current="page"`}>${entry.title}</a>`
