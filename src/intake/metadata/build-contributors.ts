/** Creators and contributors of a package in the words and order of a title page. */
import type { EpubAgent, EpubMetadata } from '@chapterhouse/epub'
import { normalizeSpace } from '#base'
import type { Contributor, ContributorRole, Issue } from '#book'
import { issueFor } from '../rules/issue-for.ts'
import { findRole } from './roles.ts'
import { splitName } from './split-name.ts'

export function buildContributors(
  metadata: EpubMetadata,
  file: string,
): { readonly contributors: readonly Contributor[]; readonly issues: readonly Issue[] } {
  const named = [
    ...metadata.creators.map((agent) => buildContributor(agent, 'author')),
    ...metadata.contributors.map((agent) => buildContributor(agent, 'contributor')),
  ]
  const behind = [...metadata.creators, ...metadata.contributors].filter((_, i) => named[i] === null)
  return {
    contributors: withoutRepetitions(named.filter((one) => one !== null)),
    issues: behind.map((agent) =>
      issueFor('contributor-role-is-shown', {
        message: `“${agent.name}” has the role ${agent.roles.join(', ')}, which is not shown on a title page. Name the person in book.yaml if they should appear.`,
        where: { file, element: 'dc:contributor' },
      }),
    ),
  }
}

function buildContributor(agent: EpubAgent, otherwise: ContributorRole): Contributor | null {
  const found = findRole(agent.roles, otherwise)
  if (found.kind === 'behind' || normalizeSpace(agent.name) === '') return null
  return {
    ...splitName(agent.name, agent.sortAs),
    role: found.role,
    orcid: null,
    affiliations: [],
    otherScripts: agent.alternateScripts.map(({ value, language }) => ({ name: value, language })),
  }
}

/** Some tools write every creator again as a contributor. */
const withoutRepetitions = (all: readonly Contributor[]): readonly Contributor[] =>
  all.filter(
    (one, i) =>
      all.findIndex(
        (other) => other.name === one.name && (other.role === one.role || one.role === 'contributor'),
      ) === i,
  )
