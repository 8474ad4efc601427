import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import {
  addFederation,
  addInstitution,
  guardedFetch,
  parseInstitution,
  refreshFederation,
  setSignIn,
} from '#accounts'
import { openLog } from '#platform'
import type { TestPlace } from '../workplace.fixture.ts'
import { withSite } from './site.fixture.ts'

const ORIGIN = 'https://books.example.org'
const ENTITY = 'https://idp.fenwick.example/saml'
const HEADERS = { host: 'books.example.org' }

const METADATA = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${ENTITY}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>CERTIFICATE</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.fenwick.example/sso"/>
</IDPSSODescriptor></EntityDescriptor>`

describe('sign-in through institutions', () => {
  it('leads from the finder to the institution’s own provider, and tells providers who we are', () =>
    withSite({ PUBLIC_URL: ORIGIN, SECRET_KEY: 'federated'.repeat(5) }, async (app, place) => {
      const ask = async (url: string) => await app.inject({ url, headers: HEADERS })
      const ours = await ask('/saml/metadata')
      assert.equal(ours.statusCode, 200)
      assert.match(ours.body, /entityID="https:\/\/books\.example\.org\/saml\/metadata"/)
      assert.match(ours.body, /Location="https:\/\/books\.example\.org\/sign-in\/saml"/)
      const [, certificate = ''] = /X509Certificate>([^<]+)/.exec(ours.body) ?? []
      const id = await addFenwick(place, METADATA.replace('CERTIFICATE', certificate))
      const way = await untilFound(async () => {
        const choice = await ask(`/institutions/${id}?to=/books`)
        return /href="(\/sign-in\/institution\?[^"]*)"/.exec(choice.body)?.[1]?.replaceAll('&amp;', '&')
      })
      const sent = await ask(way)
      assert.equal(sent.statusCode, 303, sent.body)
      assert.match(String(sent.headers.location), /^https:\/\/idp\.fenwick\.example\/sso\?SAMLRequest=/)
      assert.match(String(sent.headers['set-cookie']), /__Host-.*; Secure/)
      const answered = await app.inject({ method: 'POST', url: '/sign-in/saml', headers: HEADERS })
      assert.notEqual(answered.statusCode, 404)
      const robots = await ask('/robots.txt')
      assert.match(robots.body, /^Disallow: \/sign-in\/$/m)
    }))
})

async function addFenwick({ db, folder, now }: TestPlace, metadata: string): Promise<string> {
  const file = join(folder, 'fenwick.xml')
  await writeFile(file, metadata)
  await addFederation(db, { id: 'fenwick', name: 'Fenwick', source: file, certificate: null }, now())
  const fetch = guardedFetch({ privateToo: false })
  const [read] = await refreshFederation({ db, fetch, now, log: openLog('silent') })
  assert.equal(read?.outcome.kind, 'read', JSON.stringify(read))
  const facts = parseInstitution({ name: 'Fenwick College' })
  assert.ok(facts.ok)
  const made = await addInstitution(db, { ...facts.value, memberOf: [] }, { by: 'test', now: now() })
  assert.ok(made.ok)
  await setSignIn(db, made.value.id, [{ entityId: ENTITY, scope: null }])
  return made.value.id
}

async function untilFound(look: () => Promise<string | undefined>): Promise<string> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((later) => setTimeout(later, 25))
  }
}
