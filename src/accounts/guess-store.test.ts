import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { withDatabase } from '#platform'
import { LIMITS, openGuesses, toNetwork } from './guess-store.ts'
import { migrations } from './migrations.ts'
import { newReader, withAccounts } from './testing/open-accounts.ts'

describe('guessing', () => {
  it('comes to ten tries in an hour for one account, however many ask at once', () =>
    withDatabase(migrations, async (db) => {
      const guesses = openGuesses(db, 'secret')
      const start = Date.now()
      let allowed = 0
      for (let second = 0; second < 3600; second += 15) {
        const now = new Date(start + second * 1000)
        const waits = await Promise.all(
          [1, 2, 3].map(() => guesses.claim(LIMITS.account, 'ines@example.org', now)),
        )
        allowed += waits.filter((wait) => wait === 0).length
      }
      assert.equal(allowed, 10)
    }))

  it('does not lock the owner out: a browser he has used, a link and a new day are his', () =>
    withAccounts(async (accounts) => {
      const owner = await newReader(accounts)
      await owner.post('/sign-out', {})
      const guess = (i: number) =>
        accounts
          .browser(`198.51.100.${i}`)
          .post('/sign-in', { email: 'ines@example.org', password: `guess number ${i}`, to: '/' })
      const statuses = await Promise.all(Array.from({ length: 8 }, (_, i) => guess(i)))
      assert.ok(statuses.some(({ statusCode }) => statusCode === 429))
      const right = { email: 'ines@example.org', password: 'eight walls and a pillar', to: '/account' }
      const stranger = await accounts.browser().post('/sign-in', right)
      assert.equal(stranger.statusCode, 429, 'an unknown browser waits, even with the right password')
      assert.match(stranger.body, /have a link sent/)
      assert.equal((await owner.post('/sign-in', right)).headers.location, '/account')
    }))

  it('is answered alike for an account and for none', () =>
    withAccounts(async (accounts) => {
      await newReader(accounts)
      const row = async (email: string) => {
        const statuses: number[] = []
        for (let i = 0; i < 6; i += 1)
          statuses.push(
            (await accounts.browser().post('/sign-in', { email, password: 'not the one', to: '/' }))
              .statusCode,
          )
        return statuses
      }
      assert.deepEqual(await row('nobody@example.org'), await row('ines@example.org'))
    }))

  it('is counted by network: an IPv6 reader has more addresses than there are grains of sand', () => {
    assert.equal(toNetwork('2001:db8::1'), toNetwork('2001:0db8:0:0:ffff::2'))
    assert.notEqual(toNetwork('2001:db8:0:1::1'), toNetwork('2001:db8::1'))
    assert.equal(toNetwork('::ffff:192.0.2.1'), '192.0.2.1')
    assert.equal(toNetwork('::1'), '0:0:0:0')
  })
})
