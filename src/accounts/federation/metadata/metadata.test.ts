import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { SignedXml } from 'xml-crypto'
import { type Database, withDatabase } from '#platform'
import { guardedFetch } from '../fetch/guarded-fetch.ts'
import { migrations } from '../migrations.ts'
import { makeProviderDouble } from '../testing/provider-double.ts'
import { silent } from '../testing/world.ts'
import { signXml } from '../xml/sign-xml.ts'
import { isInScope, parseScope } from './parse-scope.ts'
import {
  addFederation,
  findProvider,
  listFederations,
  searchProviders,
  setProviderSettings,
} from './provider-store.ts'
import { readMetadata } from './read-metadata.ts'
import { refreshFederation } from './refresh-federation.ts'

const NOW = new Date('2026-03-05T12:00:00.000Z')
const DAY = 86_400_000
const federation = makeProviderDouble('https://federation.example')
const stranger = makeProviderDouble('https://stranger.example')
const certificate = new X509Certificate(Buffer.from(federation.certificate, 'base64')).toString()

const entity = (n: number, extra = '') => `<md:EntityDescriptor entityID="https://idp${n}.example/saml">
<md:Extensions><mdattr:EntityAttributes xmlns:mdattr="urn:oasis:names:tc:SAML:metadata:attribute"><saml:Attribute xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Name="http://macedir.org/entity-category"><saml:AttributeValue>http://refeds.org/category/research-and-scholarship</saml:AttributeValue>${extra}</saml:Attribute></mdattr:EntityAttributes></md:Extensions>
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol urn:oasis:names:tc:SAML:2.0:protocol">
<md:Extensions><shibmd:Scope regexp="false">idp${n}.example</shibmd:Scope><mdui:UIInfo><mdui:DisplayName xml:lang="en">University ${n} &amp; Co</mdui:DisplayName><mdui:DisplayName xml:lang="fr">Université ${n}</mdui:DisplayName><mdui:Keywords xml:lang="en">college town+hall</mdui:Keywords><mdui:Logo height="16" width="16">https://idp${n}.example/logo.png</mdui:Logo><mdui:Logo height="16" width="16">data:image/png;base64,AAAA</mdui:Logo></mdui:UIInfo></md:Extensions>
<md:KeyDescriptor use="encryption"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>
${stranger.certificate.match(/.{1,64}/g)?.join('\n')}
</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp${n}.example/post"/>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp${n}.example/go"/>
</md:IDPSSODescriptor></md:EntityDescriptor>`

const service = `<md:EntityDescriptor entityID="https://sp.example"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp.example/"/></md:SPSSODescriptor></md:EntityDescriptor>`

const aggregate = (inside: string, validUntil = new Date(NOW.getTime() + 7 * DAY).toISOString()) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- A federation -->\n<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" xmlns:shibmd="urn:mace:shibboleth:metadata:1.0" xmlns:unused="urn:unused" ID="_all"${validUntil && ` validUntil="${validUntil}"`} Name="urn:example">\n${inside}</md:EntitiesDescriptor>\n`

async function* inChunks(text: string, size = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const reading = { certificate, now: NOW, longestMs: 30 * DAY }
const read = (text: string, changes: Partial<typeof reading> = {}) =>
  readMetadata(inChunks(text), { ...reading, ...changes })

describe('the metadata of a federation', () => {
  it('are read when its signature holds', async () => {
    const metadata = await read(signXml(aggregate(entity(1) + service + entity(2)), federation.key))
    assert.ok(metadata.ok, JSON.stringify(metadata))
    assert.equal(metadata.value.entities, 3)
    const [first, second, ...more] = metadata.value.providers
    assert.equal(more.length, 0)
    assert.equal(second?.entityId, 'https://idp2.example/saml')
    assert.deepEqual(first, {
      protocol: 'saml',
      entityId: 'https://idp1.example/saml',
      names: { en: 'University 1 & Co', fr: 'Université 1' },
      keywords: ['college', 'town hall'],
      logos: [{ url: 'https://idp1.example/logo.png', width: 16, height: 16 }],
      informationUrl: null,
      privacyUrl: null,
      scopes: [{ domain: 'idp1.example', below: 'none' }],
      categories: ['http://refeds.org/category/research-and-scholarship'],
      registeredBy: null,
      hidden: false,
      redirectUrl: 'https://idp1.example/go',
      postUrl: 'https://idp1.example/post',
      certificates: [stranger.certificate],
      wantsSignedRequests: false,
      validUntil: '2026-03-12T12:00:00.000Z',
    })
  })

  it('are read as another library signs them', async () => {
    const xml = aggregate(`<!-- one -->${entity(1, '\n<!-- two -->&#13;\t&gt;')}${service}`)
    for (const hash of ['256', '512']) {
      const signing = new SignedXml({
        privateKey: federation.key.export({ type: 'pkcs8', format: 'pem' }),
        signatureAlgorithm: `http://www.w3.org/2001/04/xmldsig-more#rsa-sha${hash}`,
        canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
      })
      signing.addReference({
        xpath: '/*',
        transforms: [
          'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
          'http://www.w3.org/2001/10/xml-exc-c14n#',
        ],
        digestAlgorithm: `http://www.w3.org/2001/04/xmlenc#sha${hash}`,
      })
      signing.computeSignature(xml, { location: { reference: '/*', action: 'prepend' } })
      const metadata = await read(signing.getSignedXml())
      assert.ok(metadata.ok, JSON.stringify(metadata))
      assert.equal(metadata.value.providers.length, 1)
    }
  })

  it('are not believed when anything in them was changed', async () => {
    const xml = signXml(aggregate(entity(1) + entity(2)), federation.key)
    const original = await read(xml)
    assert.ok(original.ok)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: xml.length - 1 }),
        fc.constantFrom('x', '<x/>', '', 'https://evil.example/', '&amp;', ' '),
        async (at, what) => {
          const changed = await read(xml.slice(0, at) + what + xml.slice(at + 1))
          if (changed.ok) assert.deepEqual(changed.value, original.value)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are refused, with a reason', async () => {
    const good = aggregate(entity(1))
    const signed = signXml(good, federation.key)
    const signature = /<ds:Signature .*?<\/ds:Signature>/s.exec(signed)?.[0] ?? ''
    const cases: readonly (readonly [string, string, RegExp])[] = [
      ['unsigned', good, /not signed/],
      ['signed by a stranger', signXml(good, stranger.key), /not signed by the key/],
      [
        'with an entity that was added',
        signed.replace('</md:EntitiesDescriptor>', `${service}</md:EntitiesDescriptor>`),
        /does not hold/,
      ],
      [
        'with an address that was changed',
        signed.replace('idp1.example/go', 'evil.example/go'),
        /does not hold/,
      ],
      [
        'signed inside an envelope',
        `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="_o" validUntil="2026-03-09T00:00:00Z">${signed.replace(/<\?xml.*?\?>/, '')}</md:EntitiesDescriptor>`,
        /not signed/,
      ],
      [
        'with the signature of its part',
        aggregate(`${signature}${entity(9)}`).replace('_all', '_x'),
        /not of a kind/,
      ],
      [
        'with its signature at the end',
        signed
          .replace(signature, '')
          .replace('</md:EntitiesDescriptor>', `${signature}</md:EntitiesDescriptor>`),
        /not signed/,
      ],
      ['with two signatures', signed.replace(signature, signature + signature), /more than one/],
      ['signed with SHA-1', signed.replace('rsa-sha256', 'rsa-sha1'), /not of a kind/],
      ['with a digest of SHA-1', signed.replace('xmlenc#sha256', 'xmldsig#sha1'), /not of a kind/],
      ['too old', signXml(aggregate(entity(1), '2026-03-01T00:00:00Z'), federation.key), /valid until/],
      ['for ever', signXml(aggregate(entity(1), ''), federation.key), /does not say how long/],
      ['for years', signXml(aggregate(entity(1), '2036-01-01T00:00:00Z'), federation.key), /too long/],
      ['naming a provider twice', signXml(aggregate(entity(1) + entity(1)), federation.key), /twice/],
      [
        'with a document type',
        signed.replace('<md:Entities', '<!DOCTYPE x [<!ENTITY e "x">]><md:Entities'),
        /document type/,
      ],
      ['of something else', '<html/>', /no SAML metadata/],
      ['broken off', signed.slice(0, -100), /unclosed|unexpected/i],
    ]
    for (const [what, xml, reason] of cases) {
      const metadata = await read(xml)
      assert.ok(!metadata.ok, what)
      assert.match(metadata.error, reason, what)
    }
  })

  it('let others have their turn, however many they are', async () => {
    const xml = signXml(
      aggregate(Array.from({ length: 500 }, (_, n) => entity(n)).join('\n')),
      federation.key,
    )
    let turns = 0
    const waiting = setInterval(() => {
      turns += 1
    }, 1)
    const metadata = await readMetadata(inChunks(xml, xml.length), reading)
    clearInterval(waiting)
    assert.ok(metadata.ok && metadata.value.providers.length === 500)
    assert.ok(turns > 10, `${turns}`)
  })
})

describe('scopes', () => {
  it('are domains, or the few expressions that federations write', () => {
    const scope = (text: string) => parseScope(text, true)
    assert.deepEqual(parseScope(' Uni.Example ', false), { domain: 'uni.example', below: 'none' })
    assert.deepEqual(scope('^uni\\.example$'), { domain: 'uni.example', below: 'none' })
    assert.deepEqual(scope('^(.+\\.)?uni\\.example$'), { domain: 'uni.example', below: 'too' })
    assert.deepEqual(scope('^([a-zA-Z0-9-]{1,63}\\.){0,2}vho\\.aaf\\.example$'), {
      domain: 'vho.aaf.example',
      below: 'too',
    })
    assert.deepEqual(scope('^.+\\.uni\\.example$'), { domain: 'uni.example', below: 'only' })
    for (const text of [
      '.*',
      '^.*$',
      '^.+$',
      '^uni.example$',
      'uni\\.example',
      '^(a+)+$',
      '^uni\\.example|evil\\.example$',
      '',
    ])
      assert.equal(scope(text), null, text)
    for (const text of ['', 'a b', '*.example', 'a..b', '@uni.example'])
      assert.equal(parseScope(text, false), null, text)
  })

  it('hold for themselves and for what is below, and for no neighbour', () => {
    const too = { domain: 'uni.example', below: 'too' } as const
    assert.ok(isInScope('uni.example', too) && isInScope('lib.uni.example', too))
    assert.ok(!isInScope('evil-uni.example', too) && !isInScope('uni.example.evil', too))
    assert.ok(!isInScope('lib.uni.example', { ...too, below: 'none' }))
    assert.ok(!isInScope('uni.example', { ...too, below: 'only' }))
  })
})

describe('refreshing federations', () => {
  let answer = { status: 200, body: '', etag: '"1"' }
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    if (request.headers['if-none-match'] === answer.etag) return response.writeHead(304).end()
    return response.writeHead(answer.status, { etag: answer.etag }).end(answer.body)
  })
  let source = ''
  before(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/all.xml`
  })
  after(() => server.close())

  const deps = (db: Database, now = NOW) => ({
    db,
    fetch: guardedFetch({ privateToo: true }),
    log: silent,
    now: () => now,
  })

  it('keeps what it believes, asks again only for what is new, and forgets who has left', () =>
    withDatabase(migrations, async (db) => {
      await addFederation(db, { id: 'f', name: 'Federation', source, certificate }, NOW)
      answer = { status: 200, body: signXml(aggregate(entity(1) + entity(2)), federation.key), etag: '"1"' }
      const [first] = await refreshFederation(deps(db))
      assert.deepEqual(first?.outcome, { kind: 'read', providers: 2, taken: [] })
      assert.equal(asked, 1)
      assert.deepEqual((await refreshFederation(deps(db)))[0]?.outcome, { kind: 'unchanged' })
      await setProviderSettings(db, 'https://idp2.example/saml', { algorithms: 'old' })
      const names = async (text: string) =>
        (await searchProviders(db, text, 10, NOW)).map(({ entityId }) => entityId)
      assert.deepEqual(await names('UNIVERSITE 2'), ['https://idp2.example/saml'])
      assert.deepEqual(await names('town idp1'), ['https://idp1.example/saml'])
      assert.deepEqual(await names('100%'), [])
      answer = { status: 200, body: signXml(aggregate(entity(1)), federation.key), etag: '"2"' }
      await refreshFederation(deps(db))
      assert.equal((await findProvider(db, 'https://idp2.example/saml'))?.gone, true)
      assert.deepEqual(await names('university'), ['https://idp1.example/saml'])
      answer = { status: 200, body: signXml(aggregate(entity(1) + entity(2)), federation.key), etag: '"3"' }
      await refreshFederation(deps(db))
      const back = await findProvider(db, 'https://idp2.example/saml')
      assert.equal(back?.gone, false)
      assert.equal(back?.settings.algorithms, 'old')
    }))

  it('goes on with what it believed when new metadata cannot be, and says why', () =>
    withDatabase(migrations, async (db) => {
      await addFederation(db, { id: 'f', name: 'Federation', source, certificate }, NOW)
      answer = { status: 200, body: signXml(aggregate(entity(1)), federation.key), etag: '"4"' }
      await refreshFederation(deps(db))
      answer = { status: 200, body: signXml(aggregate(entity(2)), stranger.key), etag: '"5"' }
      const [refused] = await refreshFederation(deps(db))
      assert.equal(refused?.outcome.kind, 'failed')
      const [kept] = await listFederations(db)
      assert.match(kept?.problem ?? '', /not signed by the key/)
      assert.equal(kept?.providers, 1)
      assert.ok(await findProvider(db, 'https://idp1.example/saml'))
      assert.equal(await findProvider(db, 'https://idp2.example/saml'), null)
      answer = { status: 500, body: '', etag: '"6"' }
      assert.deepEqual((await refreshFederation(deps(db)))[0]?.outcome, {
        kind: 'failed',
        problem: 'it answered with 500',
      })
    }))

  it('lets no federation take over the provider of another', () =>
    withDatabase(migrations, async (db) => {
      const folder = await mkdtemp(join(tmpdir(), 'federation-'))
      const file = join(folder, 'one.xml')
      await writeFile(file, aggregate(entity(1)).replace('idp1.example/go', 'evil.example/go'))
      answer = { status: 200, body: signXml(aggregate(entity(1)), federation.key), etag: '"7"' }
      await addFederation(db, { id: 'a', name: 'A', source, certificate }, NOW)
      await refreshFederation(deps(db))
      await addFederation(db, { id: 'b', name: 'B', source: file, certificate: null }, NOW)
      const [, second] = await refreshFederation(deps(db))
      assert.deepEqual(second?.outcome, { kind: 'read', providers: 0, taken: ['https://idp1.example/saml'] })
      const found = await findProvider(db, 'https://idp1.example/saml')
      assert.equal(
        found?.provider.protocol === 'saml' && found.provider.redirectUrl,
        'https://idp1.example/go',
      )
      await rm(folder, { recursive: true })
    }))
})
