import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { STRANGER } from './identity.ts'
import { changeInstitution } from './institutions/index.ts'
import {
  addLibrarian,
  forgetAccountAtInstitutions,
  listInstitutionsOfLibrarian,
  removeLibrarian,
} from './institutions/store/librarian-store.ts'
import { BY, institution, withInstitutions } from './institutions/testing/with-institutions.ts'
import { withSite } from './institutions/testing/with-site.ts'
import { openIdentity } from './open-identity.ts'

const CAMPUS = '131.111.4.5'
const account = { id: 'a000000000000001', email: 'mara@north.example', name: 'Mara', verified: true }
const session = { id: 's', begun: new Date(0), factor: 'first' as const, owesSecondFactor: false }

describe('who makes a request', () => {
  it('is a stranger of whom nobody vouches, and the same stranger each time', () =>
    withInstitutions((db) =>
      withSite(db, async ({ app, door }) => {
        const identity = openIdentity({
          door,
          identify: async () => assert.fail('nobody is asked without a cookie'),
        })
        app.get('/me', async (request) => ({ stranger: (await identity(request)) === STRANGER }))
        assert.deepEqual((await app.inject('/me')).json(), { stranger: true })
      }),
    ))

  it('is an account and a reader of its institution at once, and speaks for those it was named for', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North' }, '131.111.0.0/16')
      const south = await institution(db, { name: 'South' })
      await withSite(db, async (site) => {
        const identity = openIdentity({
          ...site,
          identify: async () => ({
            ...{ account, staff: [], session },
            librarianOf: await listInstitutionsOfLibrarian(db, account.id),
          }),
        })
        site.app.get('/me', async (request) => identity(request))
        site.cookies.set('x', 'y')
        const me = async () => JSON.parse((await site.get('/me', CAMPUS)).body)
        assert.deepEqual(await me(), {
          ...{ account, staff: [], librarianOf: [] },
          institutions: [
            { id: north.id, name: 'North', through: 'address', affiliation: 'member', lineage: [north.id] },
          ],
        })
        const named = { institutionId: south.id, accountId: account.id }
        assert.equal(await addLibrarian(db, named, BY), true)
        assert.equal(await addLibrarian(db, named, BY), true, 'twice is once')
        assert.equal(await addLibrarian(db, { ...named, institutionId: 'x' }, BY), false)
        const both = await me()
        assert.deepEqual(both.librarianOf, [south.id])
        assert.deepEqual(
          both.institutions.map(
            ({ name, through }: { name: string; through: string }) => `${name} ${through}`,
          ),
          ['North address', 'South librarian'],
        )
        assert.ok((await changeInstitution(db, south.id, { active: false })).ok)
        await site.book.reload()
        assert.deepEqual((await me()).librarianOf, [])
        assert.ok((await changeInstitution(db, south.id, { active: true })).ok)
        await site.book.reload()
        assert.deepEqual((await me()).librarianOf, [south.id])
        assert.equal(await removeLibrarian(db, named), true)
        assert.equal(await removeLibrarian(db, named), false)
        await addLibrarian(db, named, BY)
        await forgetAccountAtInstitutions(db, account.id)
        assert.deepEqual((await me()).librarianOf, [])
      })
    }))
})
