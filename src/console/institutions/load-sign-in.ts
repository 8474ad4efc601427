import {
  type AttributeRules,
  findProvider,
  type Institution,
  listOthersSignIns,
  listSignIns,
  nameOf,
  type Provider,
  searchProviders,
} from '#accounts'
import { type Place, paths } from '#web'
import type { ConsoleDeps } from '../deps.ts'
import type { LibraryClerk } from './librarian.ts'

export type ShownWay = {
  readonly entityId: string
  readonly scope: string | null
  readonly name: string
  /** `gone`: its federation names it no longer. `unknown`: nobody does. */
  readonly state: 'ready' | 'expired' | 'gone' | 'unknown'
  readonly scopes: readonly string[]
  /** Names of institutions whose readers it signs in as well. */
  readonly sharedWith: readonly string[]
  /** Null: they are not this clerk's to change. */
  readonly rules: AttributeRules | null
}

export type SignInScreen = {
  readonly place: Place
  readonly institution: Institution
  readonly isStaff: boolean
  readonly ways: readonly ShownWay[]
  readonly asked: string
  readonly found: readonly Provider[]
  /** After a trial: as whom this browser is recognised. */
  readonly tested: { readonly affiliation: 'member' | 'alum' | 'walk-in' | null } | null
  readonly own: { readonly metadata: string; readonly entityId: string; readonly answer: string }
}

const MOST_FOUND = 20

export async function loadSignInScreen(
  deps: ConsoleDeps,
  clerk: LibraryClerk,
  institution: Institution,
  asked: string,
): Promise<Omit<SignInScreen, 'tested'>> {
  const { place, ofSite: isStaff } = clerk
  const { db, now, federation } = deps
  const own = await listSignIns(db, institution.id)
  const entityIds = [...new Set(own.map(({ entityId }) => entityId))]
  const others = await listOthersSignIns(db, institution.id, entityIds)
  const ways = await Promise.all(
    own.map(async ({ entityId, scope }): Promise<ShownWay> => {
      const found = await findProvider(db, entityId)
      const sharedWith = [
        ...new Set(others.filter((one) => one.entityId === entityId).map((one) => one.institution)),
      ]
      const mayRule = isStaff || sharedWith.length === 0
      if (found === null)
        return { entityId, scope, name: entityId, state: 'unknown', scopes: [], sharedWith, rules: null }
      const { provider, settings, validUntil, gone } = found
      const expired = validUntil !== null && validUntil <= now()
      return {
        ...{ entityId, scope, name: nameOf(provider, place.language), sharedWith },
        state: gone ? 'gone' : expired ? 'expired' : 'ready',
        scopes: settings.scopes ?? provider.scopes.map(({ domain }) => domain),
        rules: mayRule ? settings.rules : null,
      }
    }),
  )
  return {
    ...{ place, institution, isStaff, ways, asked },
    found: asked.length < 2 ? [] : await searchProviders(db, asked, MOST_FOUND, now()),
    own: {
      metadata: `${place.origin}${paths.samlMetadata}`,
      entityId: federation.entityId,
      answer: `${place.origin}${paths.samlAnswer}`,
    },
  }
}
