/**
 * The part of a kept page's key that says for whom it is. A page kept for one class is never answered to another; a visitor
 * whose page is theirs alone has no class, and nothing of theirs is kept.
 */
import { ANYONE, type Reader } from '#web'
import type { Visitor } from '../visitor.ts'

/**
 * `anyone`; whoever is signed in; an institution's readers, signed in or not, with the state of its licences; or null: nobody
 * else's. `version` says what all their licences are, so that a page made before one of them changed is not found any more.
 * Whoever signed in without rights of their own reads the same pages as all who did: nothing on them says who they are.
 */
export function accessClassOf(visitor: Visitor, version: string): string | null {
  const { account, institutions, staff, librarianOf, grants } = visitor
  if (staff.length > 0 || librarianOf.length > 0) return null
  if (grants.some(({ holder }) => holder.kind !== 'institution')) return null
  const signed = account === null ? [] : ['signed-in']
  if (institutions.length === 0) return signed[0] ?? ANYONE
  const readers = institutions.map(({ id, name, affiliation }) => `${id}/${affiliation}/${name}`)
  const taken = grants.filter(({ seats }) => seats === 'taken').map(({ licenceId }) => licenceId)
  return [...signed, 'institution', readers.join('+'), version, ...taken].join(':')
}

/** For pages on which nothing but the shell tells who reads: it names institutions, and nobody else. */
export const shellClassOf = (institutions: Reader['institutions']): string =>
  institutions.length === 0
    ? ANYONE
    : ['shell', ...institutions.map(({ id, name, provides }) => `${id}/${provides}/${name}`)].join(':')
