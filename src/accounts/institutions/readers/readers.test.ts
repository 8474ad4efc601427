import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { SignedIn } from '../../federation/signed-in.ts'
import { changeInstitution, setSignIn } from '../store/change-institutions.ts'
import { institution, withInstitutions } from '../testing/with-institutions.ts'
import { type TestSite, withSite } from '../testing/with-site.ts'
import { endPairingsOf, forgetOldPairings, listPairings } from './pairing-store.ts'

const CAMPUS = '131.111.4.5'
const DAY = 86_400_000
const READER = { id: 'a000000000000001' }

const who = async (site: TestSite, from?: string) =>
  (
    JSON.parse((await site.get('/who', from)).body) as readonly {
      name: string
      through: string
      affiliation: string
    }[]
  ).map(({ name, through, affiliation }) => `${name} ${through} ${affiliation}`)

describe('a reader on campus', () => {
  it('is known without a cookie, and gets none', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(db, async (site) => {
        assert.deepEqual(await who(site, CAMPUS), ['North address member'])
        assert.deepEqual(await who(site, `${CAMPUS}, 198.51.100.7`), [])
        assert.equal(site.cookies.size, 0)
      })
    }))
})

describe('a device that was on campus', () => {
  it('reads elsewhere for as many days as the institution says, and no longer', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North', pairingDays: '30' }, '131.111.0.0/16')
      await withSite(db, async (site) => {
        assert.match(
          (await site.get('/off-campus', CAMPUS)).body,
          /North\. If this is your own device.*30 days/,
        )
        const { status, location, cookies } = await site.post('/off-campus', {}, CAMPUS)
        assert.deepEqual([status, location], [303, '/off-campus'])
        assert.match(
          String(cookies),
          /^__Host-chapterhouse-campus=[\w-]{32}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/,
        )
        assert.deepEqual(await who(site), ['North pairing member'])
        assert.match((await site.get('/off-campus')).body, /remembered for North until 4 April 2026/)
        site.clock.now = new Date(site.clock.now.getTime() + 30 * DAY)
        assert.deepEqual(await who(site), [])
      })
    }))

  it('is kept in the database by a hash alone', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(db, async (site) => {
        await site.post('/off-campus', {}, CAMPUS)
        const { rows } = await sql<{
          pairing: unknown
        }>`select to_jsonb(pairing) as pairing from pairing`.execute(db)
        const [token = ''] = site.cookies.values()
        assert.equal(rows.length, 1)
        assert.ok(token.length === 32 && !JSON.stringify(rows).includes(token))
        assert.ok(!JSON.stringify(rows).includes(CAMPUS))
      })
    }))

  it('is not remembered from elsewhere, from another site, or twice', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(db, async (site) => {
        await site.post('/off-campus')
        assert.equal(site.cookies.size, 0)
        const forged = await site.app.inject({
          ...{ method: 'POST', url: '/off-campus', payload: '' },
          headers: {
            ...{ 'x-forwarded-for': CAMPUS, origin: 'https://evil.example' },
            'content-type': 'application/x-www-form-urlencoded',
          },
        })
        assert.equal(forged.statusCode, 403)
        await site.post('/off-campus', {}, CAMPUS)
        await site.post('/off-campus', {}, CAMPUS)
        const { rows } = await sql`select from pairing where ended is null`.execute(db)
        assert.equal(rows.length, 1, 'the one before has ended')
      })
    }))

  it('is forgotten when its reader says so', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(db, async (site) => {
        await site.post('/off-campus', {}, CAMPUS)
        assert.equal((await who(site)).length, 1)
        const kept = new Map(site.cookies)
        const { location } = await site.post('/off-campus/ended')
        assert.equal(site.cookies.size, 0)
        for (const [name, value] of kept) site.cookies.set(name, value)
        assert.deepEqual(await who(site), [], 'also for whoever kept the cookie')
        assert.match((await site.get(location ?? '')).body, /remembered no longer/)
      })
    }))

  it('is listed in the account that made it, and can be ended from another device', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(
        db,
        async (site) => {
          await site.post('/off-campus', {}, CAMPUS)
          assert.equal((await who(site)).length, 1)
          const kept = new Map(site.cookies)
          site.cookies.clear()
          const { body } = await site.get('/off-campus')
          assert.match(body, /Firefox, Linux, North/)
          const id = /name="device" value="([^"]+)"/.exec(body)?.[1] ?? ''
          await site.post('/off-campus/ended', { device: id })
          for (const [name, value] of kept) site.cookies.set(name, value)
          site.clock.now = new Date(site.clock.now.getTime() + 30_001)
          assert.deepEqual(await who(site), [], 'within half a minute')
        },
        READER,
      )
    }))

  it('of another account cannot be ended', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(db, (site) => site.post('/off-campus', {}, CAMPUS).then(() => undefined), READER)
      const [pairing] = await listPairings(db, { accountId: READER.id }, new Date('2026-03-05T13:00:00Z'))
      assert.ok(pairing)
      await withSite(
        db,
        (site) => site.post('/off-campus/ended', { device: pairing.id }).then(() => undefined),
        {
          id: 'a000000000000002',
        },
      )
      assert.equal(
        (await listPairings(db, { accountId: READER.id }, new Date('2026-03-05T13:00:00Z'))).length,
        1,
      )
    }))

  it('is remembered as the institution wishes: not at all, for accounts alone, never of those who walk in', () =>
    withInstitutions(async (db) => {
      await institution(db, { name: 'Never', pairingDays: '0' }, '131.111.1.0/24')
      await institution(db, { name: 'Accounts', pairingFor: 'signed-in' }, '131.111.2.0/24')
      await institution(db, { name: 'Walk-in', onCampus: 'walk-in' }, '131.111.3.0/24')
      const remembered = async (from: string, account: typeof READER | null) => {
        let found: readonly string[] = []
        await withSite(
          db,
          async (site) => {
            await site.post('/off-campus', {}, from)
            found = await who(site)
          },
          account,
        )
        return found
      }
      for (const from of ['131.111.1.1', '131.111.3.1'])
        for (const account of [null, READER]) assert.deepEqual(await remembered(from, account), [])
      assert.deepEqual(await remembered('131.111.2.1', null), [])
      assert.deepEqual(await remembered('131.111.2.1', READER), ['Accounts pairing member'])
    }))

  it('counts no longer once its institution has left, has stopped remembering or has ended all of them', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North' }, '131.111.0.0/16')
      await withSite(db, async (site) => {
        const after = async (change: Parameters<typeof changeInstitution>[2]) => {
          assert.ok((await changeInstitution(db, north.id, change)).ok)
          await site.book.reload()
          return (await who(site)).length
        }
        await site.post('/off-campus', {}, CAMPUS)
        assert.equal(await after({ active: false }), 0)
        assert.equal(await after({ active: true }), 1)
        assert.equal(await after({ settings: { ...north.settings, pairingDays: 0 } }), 0)
        assert.equal(await after({ settings: north.settings }), 1)
        assert.equal(await endPairingsOf(db, north.id, site.clock.now), 1)
        site.clock.now = new Date(site.clock.now.getTime() + 31_000)
        assert.deepEqual(await who(site), [])
        await forgetOldPairings(db, new Date(site.clock.now.getTime() + 31 * DAY))
        assert.equal((await sql`select from pairing`.execute(db)).rows.length, 0)
      })
    }))
})

describe('a reader signed in through an institution', () => {
  const signedIn = (more: Partial<SignedIn> = {}): SignedIn => ({
    ...{ kind: 'signed-in', through: 'saml', institutionHint: 'https://idp.north.example', scope: null },
    ...{
      affiliation: 'member',
      pseudonym: null,
      attributes: { affiliations: [], entitlements: [] },
      until: null,
      ...more,
    },
  })

  const withSignIn = (use: (site: TestSite, keep: (said: SignedIn) => Promise<string>) => Promise<void>) =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North' }, '131.111.0.0/16')
      const clinic = await institution(db, { name: 'Clinic' })
      await setSignIn(db, north.id, [{ entityId: 'https://idp.north.example', scope: null }])
      await setSignIn(db, clinic.id, [
        { entityId: 'https://idp.north.example', scope: 'Clinic.North.example' },
      ])
      await withSite(db, async (site) => {
        site.app.addHook('onRequest', async (request, reply) => {
          if (request.url !== '/keep' || said === null) return undefined
          return reply.send(await site.door.keepSignIn(request, reply, said))
        })
        let said: SignedIn | null = null
        await use(site, async (what) => {
          said = what
          return (await site.get('/keep')).body
        })
      })
    })

  it('is a reader of the institution whose scope it is, else of the one that has the rest', () =>
    withSignIn(async (site, keep) => {
      assert.equal(await keep(signedIn()), 'kept')
      assert.deepEqual(await who(site), ['North saml member'])
      await keep(signedIn({ scope: 'clinic.north.example', affiliation: 'alum' }))
      assert.deepEqual(await who(site), ['Clinic saml alum'])
      assert.deepEqual(await who(site, CAMPUS), ['North address member', 'Clinic saml alum'])
      assert.equal(await keep(signedIn({ institutionHint: 'https://idp.other.example' })), 'unknown')
    }))

  it('stays one until the institution’s own session ends, and never longer than a day of work', () =>
    withSignIn(async (site, keep) => {
      const hours = (n: number) => new Date(Date.parse('2026-03-05T12:00:00Z') + n * 3_600_000)
      await keep(signedIn({ until: hours(2) }))
      site.clock.now = hours(1.9)
      assert.equal((await who(site)).length, 1)
      site.clock.now = hours(2)
      assert.deepEqual(await who(site), [])
      site.clock.now = hours(0)
      await keep(signedIn({ until: hours(900) }))
      site.clock.now = hours(12.1)
      assert.deepEqual(await who(site), [])
    }))

  it('cannot write the cookie himself, nor move it to another host', () =>
    withSignIn(async (site, keep) => {
      await keep(signedIn({ affiliation: 'walk-in' }))
      const [[name, value] = ['', '']] = site.cookies
      assert.deepEqual(await who(site), ['North saml walk-in'])
      site.cookies.set(name, value.replace('walk-in', 'member'))
      assert.deepEqual(await who(site), [])
      for (const forged of ['x', 'a~saml~member~zzzzzzzz.', encodeURIComponent(`${value}x`), '%E0%A4%A'])
        assert.deepEqual([site.cookies.set(name, forged), await who(site)][1], [])
    }))

  it('at a terminal of the library is a member all the same', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North', onCampus: 'walk-in' }, '131.111.0.0/16')
      await setSignIn(db, north.id, [{ entityId: 'https://idp.north.example', scope: null }])
      await withSite(db, async (site) => {
        site.app.addHook('onRequest', async (request, reply) =>
          request.url === '/keep'
            ? reply.send(await site.door.keepSignIn(request, reply, signedIn()))
            : undefined,
        )
        await site.get('/keep', CAMPUS)
        assert.deepEqual(await who(site, CAMPUS), ['North saml member'])
      })
    }))
})
