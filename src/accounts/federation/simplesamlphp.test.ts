import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addFederation, findProvider, setProviderSettings } from './metadata/provider-store.ts'
import { refreshFederation } from './metadata/refresh-federation.ts'
import { AFFILIATED } from './testing/provider-double.ts'
import { isInstalled, openSimpleSaml } from './testing/simplesamlphp.ts'
import { formOf, openTestSite, TestBrowser } from './testing/site.ts'
import { openDoubles, silent, withWorld } from './testing/world.ts'

describe('SimpleSAMLphp', { skip: isInstalled() ? false : 'it is not installed' }, () => {
  for (const sign of ['assertion', 'response', 'both'] as const)
    for (const encrypt of [false, true])
      it(`signs a reader in (${sign} signed, ${encrypt ? 'encrypted' : 'in clear'})`, () =>
        withWorld(async (world) => {
          const site = await openTestSite(world)
          const serviceMetadata = (await site.app.inject('/saml/metadata')).body
          const peer = await openSimpleSaml({
            keys: openDoubles().other,
            serviceMetadata,
            attributes: AFFILIATED,
            sign,
            encrypt,
          })
          try {
            const source = `${peer.origin}/saml2/idp/metadata.php`
            await addFederation(
              world.db,
              { id: 'ssp', name: 'SimpleSAMLphp', source, certificate: null },
              new Date(),
            )
            const deps = { ...world.deps, log: silent, now: () => new Date() }
            const outcomes = await refreshFederation(deps)
            assert.equal(
              outcomes.find(({ federation }) => federation === 'ssp')?.outcome.kind,
              'read',
              JSON.stringify(outcomes),
            )
            const found = await findProvider(world.db, peer.entityId)
            assert.deepEqual(found?.provider.scopes, [{ domain: 'uni.example', below: 'none' }])
            const visit = async () => {
              const browser = new TestBrowser()
              const entity = encodeURIComponent(peer.entityId)
              const there = await browser.go(
                `${site.origin}/sign-in/institution?entity=${entity}&to=/chapters/one/2abc`,
              )
              const { action, fields } = formOf(there.text)
              assert.equal(action, `${site.origin}/sign-in/saml`, there.text)
              return browser.send(action, fields, there.url)
            }
            if (encrypt) {
              assert.match((await visit()).url, /why=encryption-algorithm-is-believed/)
              await setProviderSettings(world.db, peer.entityId, { algorithms: 'with-cbc' })
            }
            assert.equal((await visit()).url, `${site.origin}/chapters/one/2abc`, JSON.stringify(site.logged))
            assert.equal(site.kept[0]?.affiliation, 'member')
          } finally {
            await peer.close()
            await site.app.close()
          }
        }))
})
