/**
 * Who wrote, edited, translated: in the order of the title page, each name leading to that contributor's page, each with
 * its affiliation as at publication, disclosed by the browser itself.
 */
import type { Contributor } from '#book'
import { type Html, html, type Part } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'
import { listFormat } from '../written.ts'

export type ContributorEntry = Pick<
  Contributor,
  'name' | 'role' | 'orcid' | 'affiliations' | 'otherScripts'
> & { readonly href: string | null }

/** Beyond this many, names run on in one paragraph and affiliations share one disclosure. */
const FEW = 3

export const contributorList = (
  contributors: readonly ContributorEntry[],
  language: Language,
): Html | null => {
  if (contributors.length === 0) return null
  const groups = groupByRole(contributors)
  return html`<div class="contributors">
${contributors.length <= FEW ? groups.map((group) => fewOf(group, language)) : [...groups.map((group) => manyOf(group, language)), sharedAffiliations(contributors, language)]}</div>`
}

type Group = { readonly role: Contributor['role']; readonly members: readonly ContributorEntry[] }

/** One group per role, in the order in which the roles first come. */
function groupByRole(contributors: readonly ContributorEntry[]): readonly Group[] {
  const roles = [...new Set(contributors.map(({ role }) => role))]
  return roles.map((role) => ({ role, members: contributors.filter((one) => one.role === role) }))
}

const fewOf = ({ role, members }: Group, language: Language): Html =>
  html`${roleLabel(role, language)}<ul class="contributor-names">
${members.map((member) => html`<li>${nameOf(member)}${orcid(member, language)}${affiliations(member, language)}</li>\n`)}</ul>\n`

const manyOf = ({ role, members }: Group, language: Language): Html =>
  html`${roleLabel(role, language)}<p class="contributor-run">${inSentence(members.map(nameOf), language)}</p>\n`

/** An author's name needs no label. */
const roleLabel = (role: Contributor['role'], language: Language): Part =>
  role !== 'author' && html`<p class="contributor-role">${words(language).role[role]}</p>\n`

const nameOf = ({ name, href, otherScripts }: ContributorEntry): Html =>
  html`${href === null ? html`<span class="contributor">${name}</span>` : html`<a class="contributor" href="${href}">${name}</a>`}${otherScripts.map((other) => html` <span class="other-script" lang="${other.language}">${other.name}</span>`)}`

const orcid = ({ name, orcid: id }: ContributorEntry, language: Language): Part =>
  id !== null &&
  html` <a class="identifier" href="https://orcid.org/${id}" aria-label="${words(language).orcidOf(name)}">ORCID</a>`

const affiliations = (member: ContributorEntry, language: Language): Part =>
  member.affiliations.length > 0 &&
  html`<details class="affiliations" open><summary>${words(language).affiliations(member.affiliations.length)}</summary>
${affiliationLines(member, language)}</details>`

const affiliationLines = (member: ContributorEntry, language: Language): Html =>
  html`<ul>${member.affiliations.map(
    ({ name, ror }) =>
      html`<li>${name}${ror !== null && html` <a class="identifier" href="${ror}" aria-label="${words(language).rorOf(name)}">ROR</a>`}</li>`,
  )}</ul>`

function sharedAffiliations(contributors: readonly ContributorEntry[], language: Language): Part {
  const known = contributors.filter((member) => member.affiliations.length > 0 || member.orcid !== null)
  if (known.length === 0) return null
  return html`<details class="affiliations"><summary>${words(language).affiliations(known.length)}</summary>
<dl class="facts">
${known.map((member) => html`<div><dt>${member.name}${orcid(member, language)}</dt>${member.affiliations.map(({ name }) => html`<dd>${name}</dd>`)}${member.affiliations.length === 0 && html`<dd>–</dd>`}</div>\n`)}</dl></details>\n`
}

/** "A, B and C" as the language joins them. */
export const inSentence = (parts: readonly Part[], language: Language): readonly Part[] =>
  listFormat(language)
    .formatToParts(parts.map((_, i) => String(i)))
    .map((part) => (part.type === 'element' ? parts[Number(part.value)] : part.value))
