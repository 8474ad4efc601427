/** My books: what a reader may read that is closed to others, through what, and until when. */
import { hidden, quiet } from '#accounts'
import { assertNever } from '#base'
import { type Html, href, html, type Part, type Place, paths, writeDate } from '#web'
import type { CopyRequest } from '../copies/copy-request.ts'
import { words as copyWords } from '../copies/words.ts'
import { writeEnd } from '../describe-access.ts'
import type { LibraryRequest } from '../requests/library-request.ts'
import type { Grant } from '../visitor.ts'
import { words } from '../words.ts'

/** What a licence covers, as a reader can go there. */
export type Opened = { readonly title: string; readonly path: string | null }

export type Holding = Pick<Grant, 'kind' | 'from' | 'until' | 'downloads' | 'holder'> & {
  readonly opens: readonly Opened[]
  /** More of it than is named. */
  readonly more: number
  readonly state: HoldingState
}

export type HoldingState = 'holds' | 'not-begun' | 'ended' | 'withdrawn' | 'unconfirmed'

/** First what holds, then what may still hold, then what is over. */
const ORDER: readonly HoldingState[] = ['holds', 'unconfirmed', 'not-begun', 'ended', 'withdrawn']

export function decideHoldingState({ revoked, until, bar, from }: Grant, now: Date): HoldingState {
  if (revoked) return 'withdrawn'
  if (until !== null && until <= now) return 'ended'
  if (bar === 'email') return 'unconfirmed'
  return now < from ? 'not-begun' : 'holds'
}

export const inOrder = (holdings: readonly Holding[]): readonly Holding[] =>
  holdings.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))

/** `canKeep`: something is kept in this browser alone, and could be kept in the account. */
export function renderOwnHoldings(place: Place, holdings: readonly Holding[], canKeep: boolean): Html {
  const t = words(place.language)
  return html`${renderHoldings(place, holdings)}${
    canKeep &&
    html`<form method="post" action="${href(place, paths.accessClaim)}">${hidden('to', href(place, paths.account))}<p class="acts">${quiet(t.myBooks.keep)}</p></form>\n`
  }`
}

export const renderHoldings = (place: Place, holdings: readonly Holding[]): Html =>
  html`<ul class="account-list">${inOrder(holdings).map((holding) => renderHolding(place, holding))}</ul>\n`

function renderHolding(place: Place, holding: Holding): Html {
  const t = words(place.language).myBooks
  const titles = holding.opens.map(({ title, path }, i) => [
    i > 0 && '; ',
    path === null ? title : html`<a href="${path}">${title}</a>`,
  ])
  return html`<li><span>${titles.length === 0 ? t.gone : titles}${holding.more > 0 && ` ${t.more(holding.more)}`}</span>
<span class="label terms">${describeHolding(place, holding)}</span></li>\n`
}

function describeHolding({ language }: Place, holding: Holding): string {
  const { myBooks: t, kinds } = words(language)
  const kind = kinds[holding.kind]
  return [
    kind.charAt(0).toUpperCase() + kind.slice(1),
    writeState(holding, language),
    holding.downloads || holding.state !== 'holds' ? null : t.readingOnly,
    holding.holder.kind === 'bearer' ? t.inBrowser : null,
  ]
    .filter((part) => part !== null)
    .join(', ')
}

function writeState({ state, from, until }: Holding, language: Place['language']): string {
  const t = words(language).myBooks
  switch (state) {
    case 'holds':
      return until === null ? t.forGood : t.until(writeEnd(until, language))
    case 'not-begun':
      return t.from(writeDate(from.toISOString().slice(0, 10), language))
    case 'ended':
      return t.ended(writeEnd(until, language))
    case 'withdrawn':
      return t.withdrawn
    case 'unconfirmed':
      return t.unconfirmed
    default:
      return assertNever(state)
  }
}

export type InstitutionHoldings = { readonly name: string; readonly holdings: readonly Holding[] }

export const renderInstitutionHoldings = (place: Place, institutions: readonly InstitutionHoldings[]): Html =>
  html`${institutions.map(
    ({ name, holdings }) => html`<p>${words(place.language).myBooks.readerOf(name)}</p>
${holdings.length === 0 ? html`<p class="hint">${words(place.language).myBooks.nothingThere}</p>\n` : renderHoldings(place, holdings)}`,
  )}`

export type FollowedRequest = Pick<LibraryRequest, 'state' | 'institutionName' | 'asked'> & {
  readonly title: string
  readonly path: string
}

export const renderRequests = (place: Place, requests: readonly FollowedRequest[]): Html =>
  html`<ul class="account-list">${requests.map((request) => renderRequest(place, request))}</ul>\n`

function renderRequest(
  { language }: Place,
  { title, path, state, institutionName, asked }: FollowedRequest,
): Part {
  const { myBooks: t } = words(language)
  const day = writeDate(asked.toISOString().slice(0, 10), language)
  return html`<li><a href="${path}">${title}</a>
<span class="label terms">${t.asked(institutionName, day)}, ${t.requestStates[state]}</span></li>\n`
}

export type FollowedCopy = Pick<CopyRequest, 'state' | 'asked'> & {
  readonly title: string
  readonly path: string
}

export const renderCopies = ({ language }: Place, copies: readonly FollowedCopy[]): Html =>
  html`<ul class="account-list">${copies.map(
    ({ title, path, state, asked }) => html`<li><a href="${path}">${title}</a>
<span class="label terms">${writeDate(asked.toISOString().slice(0, 10), language)}, ${copyWords(language).states[state]}</span></li>\n`,
  )}</ul>\n`
