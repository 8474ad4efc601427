/** Contributors as book.yaml gives them. What it leaves out of a name is told from what it says. */
import type { Contributor } from '#book'
import type { ContributorEntry } from '../parse-book-yaml.ts'
import { splitName } from './split-name.ts'

/** `known` are those of the book: a chapter's entry need not repeat an ORCID or an affiliation. */
export const buildYamlContributors = (
  entries: readonly ContributorEntry[],
  known: readonly Contributor[] = [],
): readonly Contributor[] => entries.map((entry) => buildOne(entry, known))

function buildOne(entry: ContributorEntry, known: readonly Contributor[]): Contributor {
  const name = entry.name ?? [entry.given, entry.family].filter((part) => part !== null).join(' ')
  const filed =
    entry.family === null ? null : [entry.family, entry.given].filter((part) => part !== null).join(', ')
  const parts = splitName(name, entry.sortName ?? filed)
  const before = known.find((one) => one.name === name)
  const isBody =
    entry.kind === 'organisation' ||
    (entry.kind === null && entry.family === null && parts.kind === 'organisation')
  return {
    name,
    givenName: isBody ? null : (entry.given ?? (entry.family === null ? parts.givenName : null)),
    familyName: isBody ? null : (entry.family ?? parts.familyName),
    sortName: entry.sortName ?? filed ?? (isBody ? name : parts.sortName),
    kind: isBody ? 'organisation' : 'person',
    role: entry.role ?? 'author',
    orcid: entry.orcid ?? before?.orcid ?? null,
    affiliations: entry.affiliations ?? before?.affiliations ?? [],
    otherScripts: entry.otherScripts ?? before?.otherScripts ?? [],
  }
}
