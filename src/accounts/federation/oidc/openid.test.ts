import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEFAULT_RULES } from '../attribute-rules.ts'
import { keepOidcProvider, setProviderSettings } from '../metadata/provider-store.ts'
import { openIdKey } from '../routes.ts'
import { type Lie, type OpenIdPeer, openLyingPeer, openRealPeer } from '../testing/openid-peers.ts'
import { openTestSite, TestBrowser, type TestSite, type Visit } from '../testing/site.ts'
import { type World, withWorld } from '../testing/world.ts'

const whyOf = (visit: Visit) => new URL(visit.url).searchParams.get('why')
const SCOPE = [{ domain: 'uni.example', below: 'none' }] as const
const MEMBER = { eduperson_scoped_affiliation: ['student@uni.example'] }

const register = (world: World, issuer: string, secret: string | null) =>
  keepOidcProvider(world.db, {
    protocol: 'oidc',
    entityId: issuer,
    names: { en: 'University of OpenID' },
    keywords: [],
    scopes: SCOPE,
    clientId: 'chapterhouse',
    clientSecret: secret === null ? null : world.deps.secrets.seal(secret),
    requestedScopes: ['affiliation'],
  })

type Scene = { readonly site: TestSite; readonly world: World; readonly peer: OpenIdPeer }

const withReal = (
  use: (scene: Scene) => Promise<void>,
  { claims = MEMBER as Readonly<Record<string, unknown>>, secret = null as string | null } = {},
) =>
  withWorld(async (world) => {
    const site = await openTestSite(world)
    const callbackOf = (issuer: string) => `${site.origin}/sign-in/openid/${openIdKey(issuer)}`
    const peer = await openRealPeer({ callbackOf, claims, secret })
    await register(world, peer.issuer, secret)
    try {
      await use({ site, world, peer })
    } finally {
      await peer.close()
      await site.app.close()
    }
  })

const start = ({ site, peer }: Scene, to = '/chapters/one/2abc') =>
  `${site.origin}/sign-in/institution?entity=${encodeURIComponent(peer.issuer)}&to=${to}`

describe('signing in by OpenID Connect (oidc-provider)', () => {
  it('brings a member back to the page, as a public client', () =>
    withReal(async (scene) => {
      const back = await new TestBrowser().go(start(scene))
      assert.equal(back.url, `${scene.site.origin}/chapters/one/2abc`, JSON.stringify(scene.site.logged))
      const [signedIn] = scene.site.kept
      assert.equal(signedIn?.through, 'oidc')
      assert.equal(signedIn?.institutionHint, scene.peer.issuer)
      assert.equal(signedIn?.affiliation, 'member')
      assert.match(signedIn?.pseudonym ?? '', /^[\w-]{43}$/)
    }))

  it('proves itself by its secret where it has one', () =>
    withReal(
      async (scene) => {
        const back = await new TestBrowser().go(start(scene))
        assert.equal(back.url, `${scene.site.origin}/chapters/one/2abc`, JSON.stringify(scene.site.logged))
      },
      { secret: 'a secret of a client, which is long enough' },
    ))

  it('follows the same rules as SAML', () =>
    withReal(
      async (scene) => {
        assert.equal(whyOf(await new TestBrowser().go(start(scene))), 'reader-belongs-to-the-institution')
        const rules = { ...DEFAULT_RULES, unsaid: 'walk-in' } as const
        await setProviderSettings(scene.world.db, scene.peer.issuer, { rules, scopes: ['elsewhere.example'] })
        await new TestBrowser().go(start(scene))
        assert.equal(scene.site.kept[0]?.affiliation, 'alum')
      },
      { claims: { eduperson_scoped_affiliation: ['alum@elsewhere.example'] } },
    ))
})

/** A provider of whom we know what it is asked; it answers with a code that anybody can make up. */
const withLiar = (
  use: (
    scene: Scene & {
      readonly asked: readonly URLSearchParams[]
      lie(lie: Lie): void
      visit(): Promise<Begun>
    },
  ) => Promise<void>,
) =>
  withWorld(async (world) => {
    const site = await openTestSite(world)
    let lie: Lie = {}
    let nonce = ''
    const peer = await openLyingPeer(() => ({ ...lie, nonce }))
    await register(world, peer.issuer, null)
    const visit = async (): Promise<Begun> => {
      const browser = new TestBrowser()
      const begun = await fetch(start({ site, world, peer }), { redirect: 'manual' })
      const jar = new Map<string, string>()
      browser.cookies.set(new URL(site.origin).host, jar)
      for (const set of begun.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        jar.set(name, value)
      }
      const url = new URL(begun.headers.get('location') ?? '')
      nonce = url.searchParams.get('nonce') ?? ''
      const callback = url.searchParams.get('redirect_uri') ?? ''
      const state = url.searchParams.get('state') ?? ''
      const come = (changes: Record<string, string | null> = {}, address = callback) => {
        const query = new URLSearchParams()
        for (const [name, value] of Object.entries({ code: 'code', state, iss: peer.issuer, ...changes }))
          if (value !== null) query.set(name, value)
        return browser.go(`${address}?${query}`)
      }
      return { url, browser, come, state }
    }
    try {
      await use({
        site,
        world,
        peer,
        asked: peer.asked,
        visit,
        lie: (next) => {
          lie = next
        },
      })
    } finally {
      await peer.close()
      await site.app.close()
    }
  })

type Begun = {
  readonly url: URL
  readonly browser: TestBrowser
  readonly state: string
  come(changes?: Record<string, string | null>, address?: string): Promise<Visit>
}

describe('an OpenID provider that lies', () => {
  it('is asked with everything new, and shown the proof of it', () =>
    withLiar(async ({ site, visit, asked }) => {
      const [one, two] = [await visit(), await visit()]
      for (const name of ['state', 'nonce', 'code_challenge'])
        assert.notEqual(one.url.searchParams.get(name), two.url.searchParams.get(name))
      assert.equal(one.url.searchParams.get('code_challenge_method'), 'S256')
      assert.equal(one.url.searchParams.get('response_type'), 'code')
      const back = await two.come()
      assert.equal(back.url, `${site.origin}/chapters/one/2abc`, JSON.stringify(site.logged))
      assert.match(asked[0]?.get('code_verifier') ?? '', /^[\w-]{43,}$/)
    }))

  it('cannot send a reader back otherwise than as he went', () =>
    withLiar(async ({ site, visit, asked }) => {
      const cases: readonly (readonly [Record<string, string | null>, string])[] = [
        [{ state: null }, 'answer-was-asked-for'],
        [{ state: 'x' }, 'answer-was-asked-for'],
        [{ iss: 'https://evil.example' }, 'answer-comes-from-whom-we-asked'],
        [{ iss: null }, 'token-holds'],
        [{ code: null }, 'code-can-be-exchanged'],
        [{ code: null, error: 'access_denied' }, 'provider-signed-the-reader-in'],
        [{ id_token: 'x' }, 'token-holds'],
      ]
      for (const [changes, rule] of cases) {
        const { come } = await visit()
        assert.equal(whyOf(await come(changes)), rule, JSON.stringify(changes))
      }
      assert.equal(asked.length, 0)
      const elsewhere = await visit()
      const wrong = `${site.origin}/sign-in/openid/${openIdKey('https://evil.example')}`
      assert.equal(whyOf(await elsewhere.come({}, wrong)), 'answer-came-to-its-address')
      const twice = await visit()
      await twice.come()
      assert.equal(whyOf(await twice.come()), 'answer-is-used-once')
      const [attacker, victim] = [await visit(), new TestBrowser()]
      const url = `${attacker.url.searchParams.get('redirect_uri')}?code=code&state=${attacker.state}&iss=${encodeURIComponent(attacker.url.origin)}`
      assert.equal(whyOf(await victim.go(url)), 'answer-belongs-to-this-browser')
      assert.equal(site.kept.length, 1)
    }))

  it('is not believed whatever its token says', () =>
    withLiar(async ({ site, visit, lie }) => {
      const now = Math.floor(Date.now() / 1000)
      const lies: Readonly<Record<string, Lie>> = {
        'another issuer': { claims: { iss: 'https://evil.example' } },
        'another audience': { claims: { aud: 'somebody' } },
        'several audiences and no party': { claims: { aud: ['chapterhouse', 'somebody'] } },
        'another party': { claims: { aud: ['chapterhouse', 'somebody'], azp: 'somebody' } },
        'another nonce': { claims: { nonce: 'x' } },
        'no nonce': { claims: { nonce: undefined } },
        'too old': { claims: { exp: now - 120, iat: now - 600 } },
        'no end': { claims: { exp: undefined } },
        'no subject': { claims: { sub: undefined } },
        'not yet': { claims: { nbf: now + 600 } },
        'no signature': { key: 'none', header: { alg: 'none' } },
        'no signature, said to be one': { key: 'none' },
        'a stranger’s key': { key: 'another' },
        'a symmetric algorithm': { header: { alg: 'HS256' } },
        'an unknown key': { header: { kid: 'x' }, key: 'another' },
        'no token at all': { noToken: true },
        'an error': { status: 400 },
        'an errand to elsewhere': { location: 'http://127.0.0.1:1/' },
      }
      for (const [what, each] of Object.entries(lies)) {
        const { come } = await visit()
        lie(each)
        const why = whyOf(await come())
        assert.match(String(why), /^(token-holds|code-can-be-exchanged)$/, `${what}: ${why}`)
        lie({})
      }
      assert.equal(site.kept.length, 0)
    }))

  it('writes no code, token or state into the log', () =>
    withLiar(async ({ site, visit, lie }) => {
      const { come, state } = await visit()
      lie({ claims: { nonce: 'wrong' } })
      await come({ code: 'the-very-code' })
      const lines = JSON.stringify(site.logged)
      assert.match(lines, /token-holds/)
      assert.doesNotMatch(lines, new RegExp(`the-very-code|${state}|"access"`))
    }))
})

describe('the user-info endpoint', () => {
  it('must speak of the same reader', () =>
    withLiar(async ({ site, visit, lie }) => {
      lie({ userInfo: { sub: 'somebody-else', eduperson_scoped_affiliation: 'member@uni.example' } })
      const { come } = await visit()
      assert.equal(whyOf(await come()), 'token-holds')
      lie({ userInfo: { sub: 'reader-1', eduperson_entitlement: 'urn:x' } })
      assert.equal((await (await visit()).come()).url, `${site.origin}/chapters/one/2abc`)
    }))

  it('of a provider that claims to be another is never reached', () =>
    withLiar(async ({ visit, lie, site, peer }) => {
      lie({ discovery: { issuer: 'https://evil.example' } })
      const begun = await fetch(
        `${site.origin}/sign-in/institution?entity=${encodeURIComponent(peer.issuer)}`,
        {
          redirect: 'manual',
        },
      )
      assert.match(begun.headers.get('location') ?? '', /why=provider-answers/)
      assert.ok(visit)
    }))
})
