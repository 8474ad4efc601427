/** Everything on this site by one person or body, under the name as it was printed. */
import type { ContributorWork, FoundContributor } from '#catalogue'
import { type Html, html, listFormat, type Part, paths, words as webWords } from '#web'
import { at, type Frame } from './frame.ts'
import { bookLine } from './panels/book-lines-panel.ts'
import { words } from './words.ts'

export type ContributorPage = Frame & { readonly contributor: FoundContributor }

export const renderContributorPage = (page: ContributorPage): Html => {
  const t = words(page.place.language)
  const { contributor } = page
  return html`<div class="sheet list">
<header class="list-head">
<h1>${contributor.name}</h1>
${contributor.affiliations.length > 0 && html`<div><p class="label">${t.affiliationsAsPublished}</p><ul class="affiliation-list">${contributor.affiliations.map(({ name, ror }) => html`<li>${name}${ror !== null && html` <a class="identifier" href="${ror}" aria-label="${webWords(page.place.language).rorOf(name)}">ROR</a>`}</li>`)}</ul></div>\n`}${contributor.orcid !== null && html`<p><span class="label">${t.orcidRecord}</span> <a class="identifier" href="https://orcid.org/${contributor.orcid}">${contributor.orcid}</a></p>\n`}
</header>
<section aria-labelledby="works"><h2 id="works">${t.worksOf}</h2>
<ol class="book-lines works">
${contributor.works.map((work) => workLine(page, work))}</ol>
${contributor.total > contributor.works.length && html`<p>${t.moreWorks(contributor.total)}</p>`}
</section></div>`
}

/** The book, as what, and the single chapters where it was no more than those. */
const workLine = (page: Frame, { book, roles, chapters }: ContributorWork): Html => {
  const t = words(page.place.language)
  return bookLine(
    page,
    book,
    3,
    html`${roles.length > 0 && html`<p class="label">${t.as(inWords(roles, page))}</p>\n`}${
      chapters.length > 0 &&
      html`<ul class="work-chapters">${chapters.map((chapter) => html`<li>${chapter.label !== null && html`<span class="contents-number">${chapter.label}</span> `}<a href="${at(page, paths.chapter(chapter))}">${chapter.title}</a>${pages(page, chapter.pages)}</li>`)}</ul>\n`
    }`,
  )
}

const inWords = (roles: ContributorWork['roles'], { place }: Frame): string =>
  listFormat(place.language).format(roles.map((role) => words(place.language).asRole[role]))

const pages = ({ place }: Frame, range: { readonly first: string; readonly last: string } | null): Part =>
  range !== null &&
  html` <span class="number">${webWords(place.language).pageAbbreviation(range.first, range.last)}</span>`
