import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '#platform'
import { openAddressBook } from '../address-book.ts'
import { parseAddressRanges } from '../addresses/parse-address-ranges.ts'
import { toRangeList } from '../addresses/to-range-list.ts'
import { BY, institution, withInstitutions } from '../testing/with-institutions.ts'
import { changeInstitution, setRanges } from './change-institutions.ts'
import { findInstitution, listInstitutions, listRanges, searchInstitutions } from './read-institutions.ts'

const ranges = (list: string) => parseAddressRanges(list).ranges
const trouble = (error: unknown) => assert.fail(String(error))

const bookOf = async (db: Database) => {
  const book = await openAddressBook(db, { onTrouble: trouble })
  book.close()
  return book
}

const whose = async (db: Database, address: string) =>
  (await bookOf(db)).findByAddress(address).map(({ name, lineage }) => [name, lineage.length])

describe('institutions', () => {
  it('are kept as they were written', () =>
    withInstitutions(async (db) => {
      const form = {
        ...{
          name: ' University  of the North ',
          otherNames: 'UoN; Université du Nord\nNorth Tech',
          city: 'Nordby',
        },
        ...{
          country: 'no',
          ror: 'https://ror.org/013meh722',
          isni: '0000 0001 2161 2573',
          contact: 'lib@north.example',
        },
        ...{
          admits: ['member', 'alum'],
          pairingDays: '30',
          proxyPrefix: 'https://proxy.north.example/login?url=',
        },
      }
      const { id } = await institution(db, form)
      assert.deepEqual(await findInstitution(db, id), {
        ...{ id, kind: 'institution', name: 'University of the North', memberOf: [], active: true },
        ...{ otherNames: ['UoN', 'Université du Nord', 'North Tech'], country: 'NO', city: 'Nordby' },
        ...{ ror: 'https://ror.org/013meh722', isni: '0000000121612573', contact: 'lib@north.example' },
        settings: {
          ...{ onCampus: 'member', admits: ['member', 'alum'], pairingDays: 30, pairingFor: 'anyone' },
          proxyPrefix: 'https://proxy.north.example/login?url=',
        },
      })
      const taken = await changeInstitution(db, (await institution(db, { name: 'Other' })).id, {
        ror: 'https://ror.org/013meh722',
      })
      assert.deepEqual(!taken.ok && taken.error, {
        ...{ kind: 'identifier-taken', field: 'ror', by: 'University of the North' },
      })
    }))

  it('keep their ranges in order, and who added each of them', () =>
    withInstitutions(async (db) => {
      const list = '131.111.0.0/16 # Main\n!131.111.7.0/24\n2a00:1098:84::/48\n131.222.1.5-131.222.1.9\n'
      const { id } = await institution(db, { name: 'North' }, list)
      assert.equal(toRangeList(await listRanges(db, id)), list)
      const later = { by: 'staff@press.example', now: new Date('2026-04-01T00:00:00Z') }
      const changed = await setRanges(db, id, ranges(`131.111.0.0/16 # Main\n131.223.0.0/16`), later)
      assert.deepEqual(changed, { ok: true, value: { added: 1, removed: 3 } })
      assert.deepEqual(
        (await listRanges(db, id)).map(({ addedBy, added }) => [addedBy, added]),
        [
          [BY.by, BY.now],
          [later.by, later.now],
        ],
      )
    }))

  it('cannot have an address that another has, and are told whose it is', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North' }, '131.111.0.0/16 except 131.111.7.0/24')
      const south = await institution(db, { name: 'South' }, '131.111.7.0/24')
      const refused = await setRanges(db, south.id, ranges('131.111.6.0/23'), BY)
      assert.deepEqual(!refused.ok && refused.error, {
        kind: 'claimed',
        conflicts: [
          {
            claimant: { id: south.id, name: 'South' },
            institution: { id: north.id, name: 'North' },
            range: '131.111.6.0/24',
          },
        ],
      })
      assert.equal(toRangeList(await listRanges(db, south.id)), '131.111.7.0/24\n', 'nothing has changed')
      assert.equal((await setRanges(db, south.id, ranges('131.111.6.0/23 !131.111.6.0/24'), BY)).ok, true)
    }))

  it('cannot both take an address in the same moment', () =>
    withInstitutions(async (db) => {
      const two = [await institution(db, { name: 'North' }), await institution(db, { name: 'South' })]
      const results = await Promise.all(two.map(({ id }) => setRanges(db, id, ranges('131.111.0.0/16'), BY)))
      assert.deepEqual(results.map(({ ok }) => ok).sort(), [false, true])
    }))

  it('may refine what their consortium claims, and then it is theirs', () =>
    withInstitutions(async (db) => {
      const union = await institution(db, { name: 'Union', kind: 'consortium' }, '131.111.0.0/16')
      const land = await institution(db, { name: 'Land', kind: 'consortium' }, '', [union.id])
      await institution(db, { name: 'North' }, '131.111.4.0/24', [land.id])
      assert.deepEqual(await whose(db, '131.111.4.5'), [['North', 3]])
      assert.deepEqual(await whose(db, '131.111.5.5'), [['Union', 1]])
      assert.deepEqual(await whose(db, '131.112.5.5'), [])
      const sister = await institution(db, { name: 'Sister' }, '', [land.id])
      const refused = await setRanges(db, sister.id, ranges('131.111.4.9'), BY)
      assert.equal(!refused.ok && refused.error.kind, 'claimed')
    }))

  it('cannot leave a consortium while both claim an address', () =>
    withInstitutions(async (db) => {
      const union = await institution(db, { name: 'Union', kind: 'consortium' }, '131.111.0.0/16')
      const land = await institution(db, { name: 'Land', kind: 'consortium' }, '', [union.id])
      const north = await institution(db, { name: 'North' }, '131.111.4.0/24', [land.id])
      const refused = await changeInstitution(db, land.id, { memberOf: [] })
      assert.deepEqual(
        !refused.ok && refused.error.kind === 'claimed' && refused.error.conflicts[0]?.claimant,
        {
          ...{ id: north.id, name: 'North' },
        },
      )
    }))

  it('cannot belong to themselves by way of others, nor to nobody', () =>
    withInstitutions(async (db) => {
      const union = await institution(db, { name: 'Union', kind: 'consortium' })
      const land = await institution(db, { name: 'Land', kind: 'consortium' }, '', [union.id])
      for (const [memberOf, kind] of [
        [[land.id], 'circle'],
        [[union.id], 'circle'],
        [['0000000000000000'], 'unknown-consortium'],
      ] as const) {
        const refused = await changeInstitution(db, union.id, { memberOf })
        assert.equal(!refused.ok && refused.error.kind, kind)
      }
    }))

  it('are nobody’s any more once they have left, and their addresses are free', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North' }, '131.111.0.0/16')
      assert.ok((await changeInstitution(db, north.id, { active: false })).ok)
      assert.deepEqual(await whose(db, '131.111.4.5'), [])
      assert.deepEqual(await searchInstitutions(db, 'north', 10), [])
      await institution(db, { name: 'South' }, '131.111.0.0/16')
      const back = await changeInstitution(db, north.id, { active: true })
      assert.equal(!back.ok && back.error.kind, 'claimed')
    }))

  it('post a notice with every change, and none with a refusal', () =>
    withInstitutions(async (db) => {
      const notices = async () => {
        const { rows } = await sql<{ notice: { institutionIds: readonly string[] } }>`
          select notice from notice order by id`.execute(db)
        return rows.map(({ notice }) => notice.institutionIds)
      }
      const north = await institution(db, { name: 'North' })
      const before = (await notices()).length
      await changeInstitution(db, north.id, { memberOf: [north.id] })
      assert.equal((await notices()).length, before)
      await changeInstitution(db, north.id, { name: 'Norther' })
      assert.deepEqual((await notices()).at(-1), [north.id])
    }))

  it('are listed by name, screen by screen', () =>
    withInstitutions(async (db) => {
      for (const name of ['Ärhus', 'Zagreb', 'Bergen', 'arhus II', 'Łódź']) await institution(db, { name })
      const first = await listInstitutions(db, { text: null, limit: 3 })
      const second = await listInstitutions(db, { text: null, limit: 3, after: first.after ?? '' })
      assert.deepEqual(
        [...first.institutions, ...second.institutions].map(({ name }) => name),
        ['Ärhus', 'arhus II', 'Bergen', 'Łódź', 'Zagreb'],
      )
      assert.equal(second.after, null)
    }))
})

describe('the finder', () => {
  it('finds by the beginning of any word, without accents, by initials and by other names', () =>
    withInstitutions(async (db) => {
      await institution(db, {
        name: 'University of California, Los Angeles',
        otherNames: 'Bruins',
        city: 'Los Angeles',
      })
      await institution(db, { name: 'Universität Zürich', otherNames: 'University of Zurich; UZH' })
      await institution(db, { name: 'École normale supérieure', city: 'Paris' })
      await institution(db, { name: 'King’s College London' })
      await institution(db, { name: 'Uniwersytet Łódzki' })
      await institution(db, { name: '北京大学', otherNames: 'Peking University' })
      const found = async (text: string) => (await searchInstitutions(db, text, 10)).map(({ name }) => name)
      const ways: readonly (readonly [string, readonly string[]])[] = [
        ['ucla', ['University of California, Los Angeles']],
        ['los ang univ', ['University of California, Los Angeles']],
        ['bru', ['University of California, Los Angeles']],
        ['zur', ['Universität Zürich']],
        ['ZÜRICH', ['Universität Zürich']],
        ['uzh', ['Universität Zürich']],
        ['ens', ['École normale supérieure']],
        ['ecole sup', ['École normale supérieure']],
        ['paris', ['École normale supérieure']],
        ['kings coll', ['King’s College London']],
        ["King's", ['King’s College London']],
        ['lodz', ['Uniwersytet Łódzki']],
        ['大学', ['北京大学']],
        ['peking', ['北京大学']],
        ['%', []],
        ['_ni', []],
        ['zzz', []],
        ['', []],
      ]
      for (const [text, names] of ways) assert.deepEqual(await found(text), names, text)
      assert.equal((await found('uni'))[0], 'Universität Zürich', 'names that begin so come first, by name')
    }))
})

describe('the address book', () => {
  it('says as whose reader somebody comes', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North', onCampus: 'walk-in' }, '131.111.0.0/16')
      const book = await bookOf(db)
      assert.deepEqual(book.findByAddress('::ffff:131.111.4.5'), [
        { id: north.id, name: 'North', through: 'address', affiliation: 'walk-in', lineage: [north.id] },
      ])
      assert.deepEqual(book.findByAddress(null), [])
      assert.deepEqual(book.findByAddress('unknown'), [])
    }))

  it('is fresh after a notice, also for whoever changed something while it was being made', () =>
    withInstitutions(async (db) => {
      const book = await openAddressBook(db, { onTrouble: trouble })
      const north = await institution(db, { name: 'North' })
      const slow = book.reload()
      await setRanges(db, north.id, ranges('131.111.0.0/16'), BY)
      await Promise.all([slow, book.reload()])
      assert.equal(book.findByAddress('131.111.4.5').length, 1)
      book.close()
    }))

  it('becomes fresh by itself when the notice is lost', () =>
    withInstitutions(async (db) => {
      const book = await openAddressBook(db, { onTrouble: trouble, everyMs: 20 })
      await institution(db, { name: 'North' }, '131.111.0.0/16')
      for (let i = 0; i < 200 && book.findByAddress('131.111.4.5').length === 0; i += 1) await sleep(20)
      assert.equal(book.findByAddress('131.111.4.5').length, 1)
      book.close()
      await book.reload()
    }))
})
