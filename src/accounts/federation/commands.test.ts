import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Result } from '#base'
import {
  addFederationByCommand,
  addIssuerByCommand,
  checkByCommand,
  refreshByCommand,
  removeByCommand,
} from './commands.ts'
import { findProvider, listFederations, listIssuers } from './metadata/provider-store.ts'
import { setProviderByCommand } from './set-provider.ts'
import { openDoubles, silent, type World, withWorld } from './testing/world.ts'

const ENTITY = 'https://idp.fenwick.example/saml'

const metadata = (certificate: string) =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${ENTITY}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.fenwick.example/sso"/></IDPSSODescriptor></EntityDescriptor>`

const withFile = (use: (world: World, file: string) => Promise<void>): Promise<void> =>
  withWorld(async (world) => {
    const folder = await mkdtemp(join(tmpdir(), 'chapterhouse-federation-'))
    try {
      const file = join(folder, 'fenwick.xml')
      await writeFile(file, metadata(openDoubles().other.certificate))
      await use(world, file)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

const depsOf = ({ deps }: World) => ({ ...deps, log: silent })

function must<T>(result: Result<T, readonly string[]>): T {
  assert.ok(result.ok, result.ok ? '' : result.error.join('\n'))
  return result.value
}

function told(result: Result<unknown, readonly string[]>): string {
  assert.ok(!result.ok)
  return result.error.join('\n')
}

describe('federations by command', () => {
  it('are read when they are added, checked without being kept, and removed with their providers', () =>
    withFile(async (world, file) => {
      const deps = depsOf(world)
      assert.equal(must(await checkByCommand(deps, file, {})).providers.length, 1)
      assert.equal(await findProvider(world.db, ENTITY), null)
      const added = must(await addFederationByCommand(deps, file, { name: 'Fenwick College' }))
      assert.equal(added.federation.id, 'fenwick-college')
      assert.deepEqual(added.outcome, { kind: 'read', providers: 1, taken: [] })
      assert.ok(await findProvider(world.db, ENTITY))
      assert.match(told(await addFederationByCommand(deps, file, { name: 'Fenwick College' })), /already/)
      assert.equal(must(await refreshByCommand(deps, 'fenwick-college'))[0]?.outcome.kind, 'read')
      assert.match(told(await refreshByCommand(deps, 'other')), /no federation or issuer “other”/)
      assert.equal(must(await removeByCommand(world.db, 'fenwick-college')), 'federation')
      assert.equal(await findProvider(world.db, ENTITY), null)
    }))

  it('are not kept when they are not to be believed', () =>
    withFile(async (world, file) => {
      const deps = depsOf(world)
      const before = await listFederations(world.db)
      const refused = async (source: string, certificate?: string) =>
        told(await addFederationByCommand(deps, source, certificate === undefined ? {} : { certificate }))
      assert.match(await refused(`${file}.gone`), /there is no file/)
      await writeFile(`${file}.pem`, 'no certificate')
      assert.match(await refused(file, `${file}.pem`), /no certificate in PEM/)
      const { certificate } = openDoubles().idp
      await writeFile(
        `${file}.pem`,
        `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
      )
      assert.match(await refused(file, `${file}.pem`), /not believed.*Nothing was kept/)
      assert.match(
        told(await checkByCommand(deps, file, { certificate: `${file}.pem` })),
        /would not be believed/,
      )
      assert.deepEqual(await listFederations(world.db), before)
    }))

  it('grant to one provider what is not granted to all', () =>
    withFile(async (world) => {
      const entity = openDoubles().idp.entityId
      const set = must(
        await setProviderByCommand(world.db, entity, {
          ...{ algorithms: 'with-cbc', unsaid: 'member', scopes: ['Uni.example'] },
          affiliation: ['affiliate=walk-in', 'alum=', 'staff=nobody'],
        }),
      )
      const kept = await findProvider(world.db, entity)
      assert.deepEqual(kept?.settings, set.settings)
      assert.equal(set.settings.algorithms, 'with-cbc')
      assert.deepEqual(set.settings.scopes, ['uni.example'])
      assert.equal(set.settings.rules.unsaid, 'member')
      assert.equal(set.settings.rules.affiliations.affiliate, 'walk-in')
      assert.ok(!('alum' in set.settings.rules.affiliations) && !('staff' in set.settings.rules.affiliations))
      assert.equal(set.settings.rules.affiliations.student, 'member')
      const said = told(
        await setProviderByCommand(world.db, entity, {
          signed: 'none',
          affiliation: ['guest=reader', 'guest'],
        }),
      )
      assert.match(said, /--signed must be one of either, assertion/)
      assert.match(said, /--affiliation must be one of member.*“reader”/)
      assert.match(told(await setProviderByCommand(world.db, 'https://x.example', {})), /no provider/)
    }))

  it('say when an issuer does not answer, and keep none that does not', () =>
    withFile(async (world) => {
      const add = (issuer: string, scope: readonly string[] = []) =>
        addIssuerByCommand(depsOf(world), issuer, { clientId: 'books', clientSecret: 'x', scope })
      assert.match(told(await add('fenwick')), /not the address of an OpenID issuer/)
      assert.match(told(await add('http://127.0.0.1:9', ['not a domain'])), /“not a domain” is not a domain/)
      assert.match(told(await add('http://127.0.0.1:9')), /does not answer as OpenID asks/)
      assert.deepEqual(await listIssuers(world.db), [])
    }))
})
