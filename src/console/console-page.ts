/** The frame of every page of the console: where one is, what else there is, and how what one did has ended. */
import { alarm, told } from '#accounts'
import { type Html, href, html, type Part, type Place, paths } from '#web'
import type { Clerk, Right } from './clerk.ts'
import { words } from './words.ts'

export type Section =
  | 'home'
  | 'add'
  | 'books'
  | 'records'
  | 'licences'
  | 'collections'
  | 'institutions'
  | 'codes'
  | 'requests'
  | 'copies'
  | 'orders'
  | 'deliveries'
  | 'audit'
  | 'staff'
  | 'site'

const SECTIONS: readonly { readonly section: Exclude<Section, 'home'>; readonly right: Right }[] = [
  { section: 'add', right: 'books' },
  { section: 'books', right: 'look' },
  { section: 'records', right: 'look' },
  { section: 'licences', right: 'access' },
  { section: 'collections', right: 'access' },
  { section: 'codes', right: 'access' },
  { section: 'requests', right: 'access' },
  { section: 'copies', right: 'access' },
  { section: 'orders', right: 'access' },
  { section: 'deliveries', right: 'look' },
  { section: 'institutions', right: 'institutions' },
  { section: 'staff', right: 'staff' },
  { section: 'audit', right: 'audit' },
  { section: 'site', right: 'site' },
]

export const sectionsOf = (clerk: Clerk): readonly Exclude<Section, 'home'>[] =>
  SECTIONS.filter(
    ({ section, right }) =>
      clerk.may(right) ||
      (isLibrarian(clerk) && OF_LIBRARIANS.has(section)) ||
      (isReviewer(clerk) && section === 'records'),
  ).map(({ section }) => section)

const OF_LIBRARIANS: ReadonlySet<Section> = new Set(['institutions', 'requests'])

const isLibrarian = (clerk: Clerk & { readonly libraries?: readonly string[] }): boolean =>
  (clerk.libraries ?? []).length > 0

const isReviewer = (clerk: Clerk & { readonly toReview?: readonly object[] }): boolean =>
  (clerk.toReview ?? []).length > 0

export const consolePath = (...parts: readonly string[]): string =>
  [paths.console, ...parts.map(encodeURIComponent)].join('/')

export const at = (place: Place, ...parts: readonly string[]): string => href(place, consolePath(...parts))

export type ConsolePage = {
  readonly here: Section
  readonly title: string
  /** What stands above the title: where it belongs. */
  readonly above?: Part
  readonly done?: string | null
  readonly problem?: string | null
  readonly body: Part
}

export function renderConsole(clerk: Clerk, page: ConsolePage): Html {
  const { place } = clerk
  const t = words(place.language)
  const links = sectionsOf(clerk).map(
    (section) =>
      html`<li><a href="${at(place, section)}"${section === page.here && html` aria-current="true"`}>${t.sections[section]}</a></li>\n`,
  )
  return html`<div class="console">
<nav class="console-nav" aria-label="${t.consoleNav}"><p><a href="${at(place)}">${t.console}</a></p><ul>
${links}</ul></nav>
<div class="console-page">
<header class="console-head">${page.above != null && html`<p class="label">${page.above}</p>\n`}<h1>${page.title}</h1></header>
${told(page.done ?? null)}${alarm(page.problem ?? null)}${page.body}
</div></div>`
}
