import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { linkIn, newReader, withAccounts } from '../testing/open-accounts.ts'

const HERE = '/chapters/what-the-vault-does/c000000000000001?page=2'
const PASSWORD = 'eight walls and a pillar'

describe('signing up', () => {
  it('makes an account once the address is proven, and brings the reader back to the very page', () =>
    withAccounts(async ({ browser, mailbox }) => {
      const reader = browser()
      const form = { name: 'Ines Marchetti', email: 'Ines@Example.org', password: PASSWORD, to: HERE }
      const sent = await reader.post('/sign-up', form)
      assert.equal(sent.statusCode, 303)
      assert.equal(sent.headers.location, '/sign-in/sent')
      assert.equal(reader.cookies.size, 0)
      const [letter, ...more] = await mailbox()
      assert.deepEqual(more, [])
      assert.equal(letter?.to, 'ines@example.org')
      const link = linkIn(letter)
      const page = await reader.get(link)
      assert.match(page.body, /Confirm and sign in/)
      assert.equal((await reader.get(link)).statusCode, 200, 'looking does not use it up')
      const confirmed = await reader.post(link, {})
      assert.equal(confirmed.headers.location, HERE)
      assert.match((await reader.get('/account')).body, /ines@example\.org/)
      assert.equal((await browser().post(link, {})).statusCode, 410, 'and a link is good once')
    }))

  it('says nothing of an account that is there already, but tells its owner by mail', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const stranger = accounts.browser('198.51.100.7')
      const form = { name: 'Somebody', email: 'ines@example.org', password: 'another good password', to: '/' }
      const known = await stranger.post('/sign-up', form)
      const unknown = await stranger.post('/sign-up', { ...form, email: 'nobody@example.org' })
      assert.deepEqual(
        [known.statusCode, known.headers.location, known.body],
        [unknown.statusCode, unknown.headers.location, unknown.body],
      )
      const letters = await accounts.mailbox()
      const toOwner = letters.find(({ to }) => to === 'ines@example.org')
      assert.match(toOwner?.subject ?? '', /already/)
      assert.equal(linkIn(toOwner), '/no-link')
    }))

  it('tells each problem at its field, and keeps what was typed', () =>
    withAccounts(async ({ browser, mailbox }) => {
      const answer = await browser().post('/sign-up', {
        name: ' ',
        email: 'ines',
        password: 'short',
        to: '/',
      })
      assert.equal(answer.statusCode, 422)
      for (const field of ['name', 'email', 'password'])
        assert.match(answer.body, new RegExp(`id="${field}-problem"`))
      assert.match(answer.body, /value="ines"/)
      assert.doesNotMatch(answer.body, /value="short"/)
      assert.deepEqual(await mailbox(), [])
    }))
})

describe('signing in', () => {
  it('begins a new session in a cookie for this host alone', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      const before = reader.cookies.get('__Host-chapterhouse-session')
      const answer = await reader.post('/sign-in', {
        email: 'ines@example.org',
        password: PASSWORD,
        to: HERE,
      })
      assert.equal(answer.headers.location, HERE)
      const cookie = String(answer.headers['set-cookie'])
      assert.match(
        cookie,
        /^__Host-chapterhouse-session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure/,
      )
      const after = reader.cookies.get('__Host-chapterhouse-session')
      assert.notEqual(before, after)
      const thief = accounts.browser()
      thief.cookies.set('__Host-chapterhouse-session', before ?? '')
      assert.equal((await thief.get('/account')).statusCode, 303, 'the one before has ended')
    }))

  it('refuses a wrong password and an address without account in the same words', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const tries = await Promise.all(
        ['ines@example.org', 'nobody@example.org'].map((email) =>
          accounts.browser().post('/sign-in', { email, password: 'not the right one', to: '/' }),
        ),
      )
      const [known, unknown] = tries.map(({ statusCode, body }) => [
        statusCode,
        body.replaceAll(/\w+@example\.org/g, ''),
      ])
      assert.deepEqual(known, unknown)
      assert.ok(tries.every(({ headers }) => headers['set-cookie'] === undefined))
    }))

  it('works by a link in a letter, from which only its owner can enter', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const other = accounts.browser()
      await other.post('/sign-in/link', { email: 'ines@example.org', to: HERE })
      const link = linkIn((await accounts.mailbox())[0])
      assert.equal(
        (await other.get(link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).statusCode,
        410,
      )
      assert.equal((await other.post(link, {})).headers.location, HERE)
    }))

  it('leads nowhere but to pages of ours', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      for (const to of [
        'https://evil.example/',
        '//evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
        '/sign-out',
        '/%2f%2fevil.example/..//evil.example',
      ]) {
        const answer = await accounts
          .browser()
          .post('/sign-in', { email: 'ines@example.org', password: PASSWORD, to })
        const where = new URL(String(answer.headers.location), accounts.origin)
        assert.equal(where.origin, accounts.origin, to)
      }
    }))

  it('ends by signing out, at once and for every copy of the cookie', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      const copy = accounts.browser()
      for (const [name, value] of reader.cookies) copy.cookies.set(name, value)
      await reader.post('/sign-out', {})
      assert.equal(reader.cookies.has('__Host-chapterhouse-session'), false)
      assert.equal((await copy.get('/account')).statusCode, 303)
    }))
})

describe('a forgotten password', () => {
  it('is set anew by a link, which ends every session and every other link', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      const other = accounts.browser()
      await other.post('/sign-in/link', { email: 'ines@example.org', to: '/' })
      await other.post('/sign-in/forgotten', { email: 'ines@example.org' })
      const letters = await accounts.mailbox()
      const link = linkIn(letters.find(({ subject }) => /password/.test(subject)))
      assert.equal((await other.post(link, { password: 'ines ines ines' })).statusCode, 422)
      const done = await other.post(link, { password: 'a fan of stone over the room' })
      assert.equal(done.headers.location, '/account')
      assert.equal((await reader.get('/account')).statusCode, 303, 'whoever was signed in is so no longer')
      const early = linkIn(letters.find(({ subject }) => /sign in/.test(subject)))
      assert.equal((await accounts.browser().get(early)).statusCode, 410)
      const old = await accounts
        .browser()
        .post('/sign-in', { email: 'ines@example.org', password: PASSWORD, to: '/' })
      assert.equal(old.statusCode, 422)
      assert.match((await accounts.mailbox())[0]?.subject ?? '', /password.*changed/)
    }))

  it('is answered alike whether there is an account or not', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const [known, unknown] = await Promise.all(
        ['ines@example.org', 'nobody@example.org'].map((email) =>
          accounts.browser().post('/sign-in/forgotten', { email }),
        ),
      )
      assert.deepEqual(
        [known?.statusCode, known?.headers.location],
        [unknown?.statusCode, unknown?.headers.location],
      )
      const letters = await accounts.mailbox()
      assert.equal(linkIn(letters.find(({ to }) => to === 'nobody@example.org')), '/no-link')
    }))
})
