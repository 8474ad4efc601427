import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { ATTRIBUTE } from './attribute-rules.ts'
import { parseReturnPath } from './parse-return-path.ts'
import { AFFILIATED, toField } from './testing/provider-double.ts'
import { formOf, openTestSite, TestBrowser, type TestSite, type Visit } from './testing/site.ts'
import { ENTITY, openDoubles, type World, withWorld } from './testing/world.ts'
import { parseXml } from './xml/parse-xml.ts'

const toPem = (base64: string) => new X509Certificate(Buffer.from(base64, 'base64')).toString()

const withSite = (use: (site: TestSite, world: World) => Promise<void>) =>
  withWorld(async (world) => {
    const site = await openTestSite(world)
    try {
      await use(site, world)
    } finally {
      await site.app.close()
    }
  })

/** Comes back from the double with what it would answer. */
async function come(site: TestSite, world: World, browser: TestBrowser, to = '/chapters/one/2abc?x=1#n2') {
  const entity = encodeURIComponent(world.idp.entityId)
  const begun = await site.app.inject({
    url: `/sign-in/institution?entity=${entity}&to=${encodeURIComponent(to)}`,
    headers: { cookie: cookieOf(site, browser) },
  })
  keepCookies(site, browser, begun.headers['set-cookie'])
  const asked = new URL(String(begun.headers.location))
  const { inflateRawSync } = await import('node:zlib')
  const request = inflateRawSync(
    Buffer.from(asked.searchParams.get('SAMLRequest') ?? '', 'base64'),
  ).toString()
  const parsed = parseXml(request)
  assert.ok(parsed.ok)
  const id = / ID="([^"]*)"/.exec(request)?.[1] ?? ''
  const address = / AssertionConsumerServiceURL="([^"]*)"/.exec(request)?.[1] ?? ''
  const xml = world.idp.answer({ request: id, address, audience: ENTITY, now: new Date() })
  return {
    asked,
    request,
    xml,
    fields: { SAMLResponse: toField(xml), RelayState: asked.searchParams.get('RelayState') ?? '' },
  }
}

const hostOf = (site: TestSite) => new URL(site.origin).host
const cookieOf = (site: TestSite, browser: TestBrowser) =>
  [...(browser.cookies.get(hostOf(site)) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
function keepCookies(site: TestSite, browser: TestBrowser, set: string | string[] | undefined) {
  const jar = browser.cookies.get(hostOf(site)) ?? new Map<string, string>()
  browser.cookies.set(hostOf(site), jar)
  for (const one of [set ?? []].flat()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
    jar.set(name, value)
  }
}

const ACS = '/sign-in/saml'
const IDP = 'https://idp.uni.example/'
const whyOf = (visit: Visit) => new URL(visit.url).searchParams.get('why')

describe('signing in through an institution, on the web', () => {
  it('brings the reader back to the very page, unlocked', () =>
    withSite(async (site, world) => {
      const browser = new TestBrowser()
      const { fields, asked, request } = await come(site, world, browser)
      assert.equal(asked.origin + asked.pathname, `${world.idp.entityId}/sso`)
      assert.equal(asked.searchParams.get('tenant'), '1')
      assert.match(request, new RegExp(`<saml:Issuer[^>]*>${ENTITY}<`))
      assert.doesNotMatch(asked.href, /chapters/)
      const back = await browser.send(site.origin + ACS, fields, IDP)
      assert.equal(back.url, `${site.origin}/chapters/one/2abc?x=1#n2`)
      assert.equal(site.kept.length, 1)
      assert.equal(site.kept[0]?.affiliation, 'member')
    }))

  it('signs nobody in elsewhere than where it was begun', () =>
    withSite(async (site, world) => {
      const [attacker, victim] = [new TestBrowser(), new TestBrowser()]
      const { fields } = await come(site, world, attacker)
      const back = await victim.send(site.origin + ACS, fields, IDP)
      assert.equal(whyOf(back), 'answer-belongs-to-this-browser')
      assert.equal(back.status, 403)
      assert.equal(site.kept.length, 0)
    }))

  it('uses each answer once, and each way back once', () =>
    withSite(async (site, world) => {
      const browser = new TestBrowser()
      const { fields } = await come(site, world, browser)
      const answer = await site.app.inject({
        method: 'POST',
        url: ACS,
        payload: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      const way = `${site.origin}${answer.headers.location}`
      await browser.go(way)
      assert.equal(site.kept.length, 1)
      assert.equal(whyOf(await browser.go(way)), 'answer-is-used-once')
      assert.equal(whyOf(await browser.send(site.origin + ACS, fields, IDP)), 'answer-is-used-once')
      assert.equal(site.kept.length, 1)
    }))

  it('lets a reader begin in two windows and finish in both', () =>
    withSite(async (site, world) => {
      const browser = new TestBrowser()
      const first = await come(site, world, browser, '/books/a')
      const second = await come(site, world, browser, '/books/b')
      assert.equal((await browser.send(site.origin + ACS, second.fields, IDP)).url, `${site.origin}/books/b`)
      assert.equal((await browser.send(site.origin + ACS, first.fields, IDP)).url, `${site.origin}/books/a`)
    }))

  it('goes to no page but ours, whatever is asked for', () => {
    const origin = 'https://books.example'
    for (const page of ['/', '/chapters/one/2abc', '/fr/books?q=a%20b#c', '/press/aldine/books'])
      assert.equal(parseReturnPath(page, origin), page)
    for (const elsewhere of [
      undefined,
      '',
      'books',
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '\\\\evil.example',
      '/%09/evil.example\t',
      '/\t/evil.example',
      '/a\\..\\..\\x',
      'javascript:alert(1)',
      '/..//evil.example',
      '/./\n/evil.example',
      `/${'x'.repeat(2000)}`,
      '/sign-in/institution?entity=x',
      '/fr/sign-out/institution',
      '/saml/metadata',
    ])
      assert.equal(parseReturnPath(elsewhere, origin), '/', elsewhere)
    assert.equal(parseReturnPath('/x/../books', origin), '/books')
  })

  it('tells why it refuses, in the reader’s language, with a number and a rule, and writes the same in the log', () =>
    withSite(async (site, world) => {
      const browser = new TestBrowser()
      const { fields, xml } = await come(site, world, browser, '/fr/books/x/1')
      const changed = { ...fields, SAMLResponse: toField(xml.replaceAll('student@', 'faculty@')) }
      const back = await browser.send(site.origin + ACS, changed, IDP)
      assert.equal(back.status, 403)
      assert.equal(whyOf(back), 'signature-holds')
      assert.match(back.text, /Vous n’êtes pas connecté/)
      assert.match(back.text, /href="\/fr\/books\/x\/1"/)
      const line = site.logged.find(({ rule }) => rule === 'signature-holds')
      assert.ok(line)
      assert.equal(line.provider, world.idp.entityId)
      assert.match(back.text, new RegExp(String(line.id)))
    }))

  it('answers for odd requests with a page', () =>
    withSite(async (site) => {
      const send = (payload: string) =>
        site.app.inject({
          method: 'POST',
          url: ACS,
          payload,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      const why = async (payload: string) =>
        new URL(String((await send(payload)).headers.location), site.origin).searchParams.get('why')
      assert.equal(await why(''), 'message-is-a-response')
      assert.equal(await why('SAMLResponse=a&SAMLResponse=b'), 'message-is-a-response')
      assert.equal(await why('SAMLResponse=%21%21'), 'message-is-base64')
      assert.equal(await why(`SAMLResponse=${'A'.repeat(400_000)}`), 'message-is-not-too-large')
      assert.equal(await why('SAMLResponse=/////w=='), 'message-is-utf8')
      assert.equal((await send('x'.repeat(2_000_000))).statusCode, 413)
      assert.equal((await site.app.inject('/sign-in/institution/refused?why=constructor')).statusCode, 404)
      const unknown = await site.app.inject('/sign-in/institution?entity=https://nobody.example')
      assert.match(String(unknown.headers.location), /provider-is-known/)
      const none = await site.app.inject('/fr/sign-in/institution')
      assert.equal(none.headers.location, '/fr/institutions')
      const spoofed = await site.app.inject(
        '/sign-in/institution/refused?why=provider-answers&request=<b>&to=//evil',
      )
      assert.equal(spoofed.statusCode, 503)
      assert.doesNotMatch(spoofed.body, /<b>|evil/)
    }))

  it('signs out by a form of ours alone, and says what it cannot do', () =>
    withSite(async (site) => {
      const out = (headers: Record<string, string>) =>
        site.app.inject({ method: 'POST', url: '/sign-out/institution', headers })
      assert.equal((await out({ origin: 'https://evil.example' })).statusCode, 403)
      assert.equal((await out({})).statusCode, 403)
      assert.equal((await out({ 'sec-fetch-site': 'cross-site', origin: site.origin })).statusCode, 403)
      const done = await out({ origin: site.origin })
      assert.equal(done.statusCode, 303)
      assert.match(String(done.headers['set-cookie']), /Max-Age=0/)
      const page = await site.app.inject(String(done.headers.location))
      assert.match(page.body, /may still have you signed in/)
    }))

  it('sends its request by a form where a provider wants one', () =>
    withWorld(
      async (world) => {
        const site = await openTestSite(world)
        const page = await site.app.inject(`/sign-in/institution?entity=${encodeURIComponent('urn:by:form')}`)
        const { action, fields } = formOf(page.body)
        assert.equal(action, 'https://form.example/sso')
        assert.match(String(page.headers['content-security-policy']), /form-action https:\/\/form\.example;/)
        const request = Buffer.from(fields.SAMLRequest ?? '', 'base64').toString()
        assert.match(request, /^<.*AuthnRequest.*<Signature /s)
        assert.match(request, /rsa-sha256/)
        assert.match(page.body, /University of Example/)
        await site.app.close()
      },
      [
        {
          ...openDoubles().idp.provider,
          entityId: 'urn:by:form',
          redirectUrl: null,
          postUrl: 'https://form.example/sso',
        },
      ],
    ))

  it('publishes its metadata, signed, with both keys while they are being changed', () =>
    withWorld(async (world) => {
      const { signing } = world.keys
      const next = openDoubles().other
      const keys = {
        signing,
        all: [signing, { name: 'next', privateKey: next.key, certificate: next.certificate }],
      }
      const site = await openTestSite(world, { keys: async () => keys })
      const { body, headers } = await site.app.inject('/saml/metadata')
      assert.match(String(headers['content-type']), /samlmetadata\+xml/)
      const { default: xmlCrypto } = await import('xml-crypto')
      const signature = /<ds:Signature .*?<\/ds:Signature>/s.exec(body)?.[0] ?? ''
      const checking = new xmlCrypto.SignedXml({ publicCert: toPem(signing.certificate) })
      checking.loadSignature(signature)
      assert.ok(checking.checkSignature(body))
      assert.equal(body.split(next.certificate).length - 1, 2)
      assert.match(body, new RegExp(`entityID="${ENTITY}"`))
      assert.match(body, new RegExp(`Location="${site.origin}/sign-in/saml"`))
      await site.app.close()
    }))
})

describe('a real provider (samlp, in a process of its own)', () => {
  const provider = openDoubles().other

  async function withPeer(
    settings: { readonly sign: 'assertion' | 'response' | 'both'; readonly encrypt: boolean },
    use: (site: TestSite, world: World) => Promise<void>,
    attributes: Readonly<Record<string, readonly string[]>> = AFFILIATED,
  ): Promise<void> {
    const entityId = 'urn:peer:samlp'
    const described = {
      ...provider.provider,
      entityId,
      scopes: [{ domain: 'uni.example', below: 'none' }],
    } as const
    await withWorld(async (world) => {
      const site = await openTestSite(world)
      const { signing } = world.keys
      const cert = toPem(signing.certificate)
      const peer: ChildProcess = fork(
        new URL('./testing/samlp-provider.ts', import.meta.url),
        [
          JSON.stringify({
            entityId,
            key: provider.key.export({ type: 'pkcs8', format: 'pem' }),
            cert: toPem(provider.certificate),
            service: {
              cert,
              publicKey: createPublicKey(cert).export({ type: 'spki', format: 'pem' }),
              address: `${site.origin}/sign-in/saml`,
            },
            ...settings,
            attributes,
          }),
        ],
        { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
      )
      try {
        const [line] = await once(peer.stdout ?? peer, 'data')
        const { keepProviders } = await import('./metadata/provider-store.ts')
        const redirectUrl = `${String(line).trim()}/sso`
        const providers = [{ ...described, redirectUrl }]
        await keepProviders(
          world.db,
          'test',
          { providers, validUntil: null, etag: null, lastModified: null },
          new Date(),
        )
        await use(site, world)
      } finally {
        peer.kill()
        await site.app.close()
      }
    })
  }

  for (const sign of ['assertion', 'response', 'both'] as const)
    for (const encrypt of [false, true])
      it(`signs a reader in and brings him back (${sign} signed${encrypt ? ', encrypted' : ''})`, () =>
        withPeer({ sign, encrypt }, async (site) => {
          const browser = new TestBrowser()
          const there = await browser.go(
            `${site.origin}/sign-in/institution?entity=urn:peer:samlp&to=/fr/chapters/one/2abc`,
          )
          assert.equal(there.status, 200, there.text)
          const { action, fields } = formOf(there.text)
          const back = await browser.send(action, fields, there.url)
          assert.equal(back.url, `${site.origin}/fr/chapters/one/2abc`, JSON.stringify(site.logged))
          assert.equal(site.kept[0]?.institutionHint, 'urn:peer:samlp')
          assert.equal(site.kept[0]?.affiliation, 'member')
          const again = await browser.send(action, fields, there.url)
          assert.equal(whyOf(again), 'answer-is-used-once')
        }))

  it('lets nobody in of whom it says something else', () =>
    withPeer(
      { sign: 'both', encrypt: false },
      async (site) => {
        const browser = new TestBrowser()
        const there = await browser.go(`${site.origin}/sign-in/institution?entity=urn:peer:samlp`)
        const { action, fields } = formOf(there.text)
        const back = await browser.send(action, fields, there.url)
        assert.equal(whyOf(back), 'reader-belongs-to-the-institution')
        assert.match(back.text, /did not tell us that you are a member/)
        assert.equal(site.kept.length, 0)
      },
      { [ATTRIBUTE.scopedAffiliation[0]]: ['affiliate@uni.example'] },
    ))
})
