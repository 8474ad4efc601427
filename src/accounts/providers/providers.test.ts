import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openRealPeer } from '../federation/testing/openid-peers.ts'
import { type Accounts, type Browser, linkIn, newReader, withAccounts } from '../testing/open-accounts.ts'
import { parseProviders } from './parse-providers.ts'

const HERE = '/chapters/what-the-vault-does/c000000000000001'

const withProvider = async (
  claims: Readonly<Record<string, unknown>>,
  use: (accounts: Accounts) => Promise<void>,
): Promise<void> => {
  const callbackOf = () => 'https://books.example.org/sign-in/with/campus/return'
  const peer = await openRealPeer({ callbackOf, claims, secret: 'a secret of the client' })
  const provider = {
    ...{ key: 'campus', name: 'Campus', issuer: peer.issuer, clientId: 'chapterhouse' },
    ...{ clientSecret: 'a secret of the client', scopes: ['affiliation'], trustsAddresses: true },
  }
  try {
    await withAccounts(use, { providers: [provider], privateProviders: true })
  } finally {
    await peer.close()
  }
}

/** Follows the provider's own pages until it sends the reader back to us. */
async function atProvider(start: string): Promise<string> {
  const cookies = new Map<string, string>()
  for (let url = start, steps = 0; steps < 12; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${answer.status}: ${await answer.text()}`)
    const next = new URL(location, url)
    if (next.host === 'books.example.org') return `${next.pathname}${next.search}`
    url = next.href
  }
  throw new Error('it leads in circles')
}

const begin = async (reader: Browser, path = '/sign-in/with/campus'): Promise<string> => {
  const page = await reader.post(path, { to: HERE })
  const url = /<a href="(http:[^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.equal(page.headers.refresh, `0; url=${url}`)
  return atProvider(url)
}

describe('signing in by a provider (oidc-provider)', () => {
  it('makes an account from an address it vouches for, and finds it again', () =>
    withProvider(
      { email: 'ines@example.org', email_verified: true, name: 'Ines Marchetti' },
      async (accounts) => {
        const reader = accounts.browser()
        const back = await reader.get(await begin(reader))
        assert.equal(back.headers.location, HERE)
        assert.match((await reader.get('/account')).body, /value="Ines Marchetti"/)
        const again = accounts.browser()
        assert.equal((await again.get(await begin(again))).headers.location, HERE)
      },
    ))

  it('asks for a letter’s proof when it tells no address, as ORCID does', () =>
    withProvider({ name: 'Ines Marchetti' }, async (accounts) => {
      const reader = accounts.browser()
      const page = await reader.get(await begin(reader))
      const sealed = /name="sealed" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
      assert.match(page.body, /value="Ines Marchetti"/)
      const form = { sealed, name: 'Ines', email: 'ines@example.org' }
      const forged = await reader.post('/sign-in/with/campus/address', { ...form, sealed: `${sealed}A` })
      assert.match(String(forged.headers.location), /failed=campus/)
      await reader.post('/sign-in/with/campus/address', form)
      const confirmed = await reader.post(linkIn((await accounts.mailbox())[0]), {})
      assert.equal(confirmed.headers.location, HERE)
      const again = accounts.browser()
      assert.equal((await again.get(await begin(again))).headers.location, HERE)
    }))

  it('is not believed in another browser, a second time, or with another state', () =>
    withProvider({ email: 'ines@example.org', email_verified: true }, async (accounts) => {
      const reader = accounts.browser()
      const back = await begin(reader)
      const failed = /^\/sign-in\?.*failed=campus/
      assert.match(String((await accounts.browser('198.51.100.1').get(back)).headers.location), failed)
      const kept = new Map(reader.cookies)
      assert.equal((await reader.get(back)).headers.location, HERE)
      const thief = accounts.browser()
      for (const [name, value] of kept) thief.cookies.set(name, value)
      assert.match(String((await thief.get(back)).headers.location), failed)
      const other = accounts.browser()
      const changed = (await begin(other)).replace(/state=[^&]+/, 'state=forged')
      assert.match(String((await other.get(changed)).headers.location), failed)
    }))

  it('can be joined to an account by its owner, and parted from it', () =>
    withProvider({}, async (accounts) => {
      const owner = await newReader(accounts)
      assert.equal(
        (await owner.get(await begin(owner, '/account/providers/campus/join'))).headers.location,
        '/account?done=linked',
      )
      const again = accounts.browser()
      assert.equal((await again.get(await begin(again))).headers.location, HERE)
      assert.match((await again.get('/account')).body, /ines@example\.org/)
      const another = await newReader(accounts, { email: 'piers@example.org' })
      assert.equal(
        (await another.get(await begin(another, '/account/providers/campus/join'))).headers.location,
        '/account?done=taken',
      )
      await owner.post('/account/providers/campus/part', {})
      const stranger = accounts.browser()
      assert.match((await stranger.get(await begin(stranger))).body, /name="sealed"/)
    }))
})

describe('the list of providers', () => {
  it('knows some by name, and tells what is missing of others', () => {
    const orcid = parseProviders('[{"provider":"orcid","clientId":"APP-1","clientSecret":"s"}]')
    assert.ok(orcid.ok)
    assert.deepEqual(
      orcid.value.map(({ issuer, trustsAddresses }) => [issuer, trustsAddresses]),
      [['https://orcid.org', false]],
    )
    const unknown = parseProviders('[{"provider":"campus","clientId":"x"}]')
    assert.ok(!unknown.ok)
    assert.match(unknown.error.join(), /“name” and “issuer”/)
    assert.ok(!parseProviders('[{"provider":"orcid","clientid":"x"}]').ok)
  })
})
