import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { giveRole } from '../commands.ts'
import { type openDesk, openIdentify } from '../desk.ts'
import { openSessionMemory } from '../session-memory.ts'
import { type Accounts, type Browser, linkIn, newReader, withAccounts } from '../testing/open-accounts.ts'

const PASSWORD = 'eight walls and a pillar'
const OTHER = 'a fan of stone over the room'

const signIn = async (
  accounts: Accounts,
  password = PASSWORD,
  browser = accounts.browser(),
): Promise<Browser> => {
  await browser.post('/sign-in', { email: 'ines@example.org', password, to: '/account' })
  return browser
}

const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/account')).statusCode === 200

describe('my account', () => {
  it('changes a password for whoever knows the old one, and ends every other session at once', () =>
    withAccounts(async (accounts) => {
      const here = await newReader(accounts)
      const there = await signIn(accounts)
      assert.ok(await isIn(there))
      const wrong = await here.post('/account/password', { current: 'not this one', password: OTHER })
      assert.match(wrong.body, /id="current-problem"/)
      const before = new Map(here.cookies)
      const done = await here.post('/account/password', { current: PASSWORD, password: OTHER })
      assert.equal(done.headers.location, '/account?done=password')
      assert.ok(await isIn(here))
      assert.ok(!(await isIn(there)))
      assert.notEqual(
        before.get('__Host-chapterhouse-session'),
        here.cookies.get('__Host-chapterhouse-session'),
      )
      assert.ok(!(await isIn(await signIn(accounts))), 'the old password is good no longer')
    }))

  it('lists sessions, and ends the one that is pointed at, or all others', () =>
    withAccounts(async (accounts) => {
      const here = await newReader(accounts)
      const [second, third] = [await signIn(accounts), await signIn(accounts)]
      const page = (await here.get('/account')).body
      const ids = [...page.matchAll(/name="session" value="(\w{16})"/g)].map((match) => match[1] ?? '')
      assert.equal(ids.length, 2)
      await here.post('/account/sessions/end', { session: ids[0] ?? '' })
      assert.equal([await isIn(second), await isIn(third)].filter(Boolean).length, 1)
      await here.post('/account/sessions/end', { session: 'others' })
      assert.deepEqual([await isIn(here), await isIn(second), await isIn(third)], [true, false, false])
    }))

  it('changes an address once the new one is proven, tells the old one, and says nothing of other accounts', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      await newReader(accounts, { email: 'piers@example.org' })
      const answers = [
        await reader.post('/account/address', { email: 'piers@example.org' }),
        await reader.post('/account/address', { email: 'new@example.org' }),
      ]
      assert.equal(answers[0]?.headers.location, answers[1]?.headers.location)
      const letters = await accounts.mailbox()
      assert.equal(letters.filter(({ to }) => to === 'ines@example.org').length, 2)
      assert.equal(linkIn(letters.find(({ to }) => to === 'piers@example.org')), '/no-link')
      await accounts.browser().post(linkIn(letters.find(({ to }) => to === 'new@example.org')), {})
      assert.match((await reader.get('/account')).body, /new@example\.org/)
    }))

  it('asks for a new proof before what is hard to undo', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      accounts.wait(3_700)
      const answer = await reader.post('/account/delete', { sure: 'yes' })
      assert.match(String(answer.headers.location), /^\/sign-in\?to=.*again=yes/)
      assert.ok(await isIn(reader))
    }))

  it('gives the reader all that is kept, and forgets all of it when asked to', () =>
    withAccounts(
      async (accounts) => {
        const reader = await newReader(accounts)
        const data = (await reader.get('/account/export.json')).json()
        assert.equal(data.account.email, 'ines@example.org')
        assert.deepEqual(data.orders, [{ number: 7 }])
        assert.ok(!JSON.stringify(data).includes('password":"'))
        assert.equal((await reader.post('/account/delete', {})).statusCode, 422)
        const deleted = await reader.post('/account/delete', { sure: 'yes' })
        assert.match(deleted.body, /is deleted/)
        assert.ok(!(await isIn(reader)))
        const left = await accounts.db
          .withTables<{ notice: { notice: unknown } }>()
          .selectFrom('notice')
          .select('notice')
          .execute()
        assert.equal(JSON.stringify(left).split('account-closed').length, 2, 'it is told once')
      },
      { parts: [{ name: 'orders', load: async () => [{ number: 7 }] }] },
    ))
})

describe('a second proof', () => {
  const setUp = async (reader: Browser) => {
    const page = (await reader.post('/account/code', { to: '/account' })).body
    const key = /<code class="identifier">([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
    const otp = createOTP(new TextDecoder().decode(base32.decode(key)))
    const recovery = [...page.matchAll(/<li><code>([\w-]+)<\/code>/g)].map((match) => match[1] ?? '')
    return { otp, recovery }
  }

  it('is asked for after the password, once each', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      const { otp, recovery } = await setUp(reader)
      assert.equal(recovery.length, 10)
      assert.equal(
        (await reader.post('/account/code/confirm', { code: '000000', to: '/account' })).statusCode,
        422,
      )
      const confirmed = await reader.post('/account/code/confirm', { code: await otp.totp(), to: '/account' })
      assert.equal(confirmed.headers.location, '/account?done=code')
      const other = await signIn(accounts)
      assert.ok(!(await isIn(other)), 'half a sign-in opens nothing')
      const reused = await other.post('/sign-in/code', { code: await otp.totp(), to: '/account' })
      assert.equal(reused.statusCode, 422, 'a code is good once')
      const [code = ''] = recovery
      assert.equal((await other.post('/sign-in/code', { code, to: '/account' })).headers.location, '/account')
      assert.ok(await isIn(other))
      const third = await signIn(accounts)
      assert.equal((await third.post('/sign-in/code', { code, to: '/account' })).statusCode, 422)
      const link = accounts.browser()
      await link.post('/sign-in/link', { email: 'ines@example.org', to: '/account' })
      const letter = (await accounts.mailbox()).find(
        ({ text }) => linkIn({ to: '', subject: '', text }) !== '/no-link',
      )
      const through = await link.post(linkIn(letter), {})
      assert.match(String(through.headers.location), /^\/sign-in\/code/, 'a link is one proof as well')
    }))

  it('is what a role waits for', () =>
    withAccounts(async (accounts) => {
      const reader = await newReader(accounts)
      const given = await giveRole(accounts.db, 'ines@example.org', { press: 'aldine', role: 'editor' })
      assert.ok(given.ok && !given.value.twoFactor)
      assert.match((await reader.get('/account/code')).body, /has a role/)
      const { otp } = await setUp(reader)
      await reader.post('/account/code/confirm', { code: await otp.totp(), to: '/account' })
      assert.match((await reader.get('/account')).body, /Your role requires it/)
      const off = await reader.post('/account/code/off', {})
      assert.equal(off.headers.location, '/account')
      assert.doesNotMatch((await reader.get('/account')).body, /Set up/)
    }))
})

describe('what a session costs', () => {
  it('is nothing for those without a cookie, and for cookies that we did not sign', () =>
    withAccounts(async (accounts) => {
      const stranger = accounts.browser()
      assert.equal((await stranger.get('/account')).statusCode, 303)
      stranger.cookies.set('__Host-chapterhouse-session', `${'x'.repeat(43)}.${'y'.repeat(43)}=`)
      let asked = 0
      const counting = accounts.db.withPlugin({
        transformQuery: ({ node }) => {
          asked += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      const identify = openIdentify({
        sessions: openSessionMemory(counting, () => new Date()),
        secretKey: 'another secret of thirty-two characters',
        siteOf: () =>
          ({ place: { origin: accounts.origin, base: '', language: 'en' } }) as ReturnType<
            Parameters<typeof openDesk>[0]['siteOf']
          >,
      })
      for (const cookie of [
        undefined,
        'a=b',
        `__Host-chapterhouse-session=${stranger.cookies.get('__Host-chapterhouse-session')}`,
      ]) {
        const request = { headers: cookie === undefined ? {} : { cookie } } as Parameters<typeof identify>[0]
        assert.equal(await identify(request), null)
      }
      assert.equal(asked, 0)
    }))
})
