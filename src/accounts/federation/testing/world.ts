/** A site with one provider, for tests: a real database, a clock that stands still, and a provider that does as it is told. */
import pino from 'pino'
import { type Database, withDatabase } from '#platform'
import type { SignInDeps } from '../deps.ts'
import { guardedFetch } from '../fetch/guarded-fetch.ts'
import type { ServiceKeys } from '../keys/service-keys.ts'
import type { ProviderSettings, SamlProvider } from '../metadata/identity-provider.ts'
import { addFederation, keepProviders, setProviderSettings } from '../metadata/provider-store.ts'
import { migrations } from '../migrations.ts'
import { digestOf, openSecrets, randomWord } from '../secrets.ts'
import { noteRequest, type SignInRequest } from '../sign-in-request-store.ts'
import { makeProviderDouble, type ProviderDouble } from './provider-double.ts'

export const NOW = new Date('2026-03-05T12:00:00.000Z')
export const ORIGIN = 'https://books.example'
export const ENTITY = `${ORIGIN}/saml/metadata`
export const ADDRESS = `${ORIGIN}/sign-in/saml`
export const BROWSER_WORD = 'w'.repeat(32)
export const silent = pino({ level: 'silent' })

export type World = {
  readonly db: Database
  readonly deps: SignInDeps
  /** Our own. */
  readonly keys: ServiceKeys
  readonly idp: ProviderDouble
  /** Another provider of the same federation: honest to its own readers, and nobody's friend. */
  readonly other: ProviderDouble
  ask(changes?: Partial<SignInRequest>): Promise<SignInRequest>
  set(settings: Partial<ProviderSettings>, entityId?: string): Promise<void>
}

let doubles: {
  readonly idp: ProviderDouble
  readonly other: ProviderDouble
  readonly keys: ServiceKeys
} | null = null

/** Keys take a moment to make: all tests of a file share them. */
export function openDoubles() {
  doubles ??= {
    idp: makeProviderDouble(),
    other: makeProviderDouble('https://idp.other.example/saml'),
    keys: keysOf(makeProviderDouble(ENTITY)),
  }
  return doubles
}

const keysOf = ({ key, certificate }: ProviderDouble): ServiceKeys => {
  const signing = { name: 'test', privateKey: key, certificate }
  return { signing, all: [signing] }
}

export const withWorld = (use: (world: World) => Promise<void>, providers: readonly SamlProvider[] = []) =>
  withDatabase(migrations, async (db) => {
    const { idp, other, keys } = openDoubles()
    await addFederation(db, { id: 'test', name: 'Test', source: '/dev/null', certificate: null }, NOW)
    const all = [idp.provider, other.provider, ...providers]
    await keepProviders(db, 'test', { providers: all, validUntil: null, etag: null, lastModified: null }, NOW)
    await use({
      db,
      idp,
      other,
      keys,
      deps: {
        db,
        now: () => NOW,
        entityId: ENTITY,
        keys: async () => keys,
        secrets: openSecrets('a secret of thirty-two letters and more'),
        fetch: guardedFetch({ privateToo: true }),
        privateToo: true,
      },
      ask: async (changes = {}) => {
        const request: SignInRequest = {
          id: `_${randomWord(12)}`,
          relay: randomWord(),
          entityId: idp.entityId,
          address: ADDRESS,
          returnTo: '/chapters/one/2abc',
          browser: digestOf(BROWSER_WORD),
          secrets: null,
          made: NOW,
          ...changes,
        }
        await noteRequest(db, request)
        return request
      },
      set: async (settings, entityId = idp.entityId) => {
        await setProviderSettings(db, entityId, settings)
      },
    })
  })
