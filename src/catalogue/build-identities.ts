/**
 * Who is the same person or body. An ORCID settles it for the whole site; without one, the same name at the same press is
 * taken for the same person, and a name that has an ORCID elsewhere in this book, or had one in its last version, has it
 * here too.
 */
import type { Contributor } from '#book'
import { toKeepable } from './to-json.ts'

export type Identity = {
  readonly identity: string
  /** By which it may be known from before its ORCID was given. */
  readonly byName: string
  readonly contributor: Contributor
}

export function buildIdentities(
  press: string,
  /** Of the last version, where there is one. */
  former: readonly Contributor[],
  present: readonly Contributor[],
): (contributor: Contributor) => Identity {
  const orcids = new Map<string, string | null>()
  for (const list of [former, present])
    for (const [name, orcid] of orcidsByName(list)) orcids.set(name, orcid)
  return (contributor) => {
    const name = nameKey(contributor)
    const orcid = contributor.orcid ?? orcids.get(name) ?? null
    const byName = `name:${press}:${name}`
    return {
      identity: orcid === null ? byName : `orcid:${orcid}`,
      byName,
      contributor: { ...contributor, orcid },
    }
  }
}

/** Two people of one name in one book leave that name undecided: null. */
function orcidsByName(contributors: readonly Contributor[]): ReadonlyMap<string, string | null> {
  const orcids = new Map<string, string | null>()
  for (const contributor of contributors) {
    if (contributor.orcid === null) continue
    const name = nameKey(contributor)
    const known = orcids.get(name)
    orcids.set(name, known === undefined || known === contributor.orcid ? contributor.orcid : null)
  }
  return orcids
}

/** "J. R. Smith" and "J.R. SMITH" are one name. */
const nameKey = ({ name, kind }: Contributor): string => {
  const words = name.normalize('NFKC').toLowerCase().replace(/\./g, ' ').replace(/\s+/g, ' ').trim()
  return toKeepable(`${kind === 'organisation' ? 'body ' : ''}${words.slice(0, 300)}`)
}
