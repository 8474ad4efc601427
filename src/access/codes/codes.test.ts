import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Database } from '#platform'
import { day, NOW, withAccess } from '../access.fixture.ts'
import { findLicence, listLicencesOf } from '../licences/licence-store.ts'
import { findReadLink, makeReadLink } from '../licences/read-link.ts'
import { newCode, parseCode } from './access-code.ts'
import {
  type CodeOrder,
  listCodeBatches,
  listCodes,
  makeCodes,
  redeemCode,
  revokeCodes,
} from './code-store.ts'

const by = { now: NOW, by: 'test' }
const order = (more: Partial<CodeOrder> = {}): CodeOrder => ({
  ...{ kind: 'single', label: 'Autumn', covers: [{ kind: 'product', id: 'b1' }], number: 1, uses: 1 },
  ...{ days: null, until: null },
  ...more,
})
const redeem = (db: Database, code: string, reader: string, now = NOW) =>
  redeemCode(
    db,
    { code: parseCode(code) ?? '', holder: { kind: 'account', id: reader }, redeemer: `account:${reader}` },
    now,
  )
const one = async (db: Database, more: Partial<CodeOrder> = {}) => {
  const [made] = await makeCodes(db, order(more), by)
  assert.ok(made)
  return made
}

describe('a code', () => {
  it('is read however it is typed', async () => {
    await fc.assert(
      fc.property(
        fc.array(fc.constantFrom(' ', '-', '.', '\t', ''), { minLength: 19, maxLength: 19 }),
        (between) => {
          const code = newCode()
          const typed = [...code.toLowerCase()].map((letter, i) => `${between[i] ?? ''}${letter}`).join('')
          assert.equal(parseCode(typed), code.replaceAll('-', ''))
          assert.equal(parseCode(typed.replaceAll('0', 'o').replaceAll('1', 'l')), code.replaceAll('-', ''))
        },
      ),
    )
    for (const typed of ['', '1234', 'ABCD-EFGH-JKMN-PQRU', `${newCode()}A`])
      assert.equal(parseCode(typed), null)
  })

  it('becomes a licence of whoever uses it, and nobody else can use it then', () =>
    withAccess(async (db) => {
      const { code } = await one(db, { days: 30 })
      const first = await redeem(db, code, 'ada')
      assert.ok(first.kind === 'redeemed')
      assert.deepEqual(
        [first.licence.kind, first.licence.until, first.licence.note],
        ['code', day(30), 'Autumn'],
      )
      assert.equal((await redeem(db, code, 'bea')).kind, 'used-up')
      const again = await redeem(db, code, 'ada', day(3))
      assert.deepEqual([again.kind, 'licence' in again && again.licence], ['redeemed-before', first.licence])
    }))

  it('for many is used as often as it says, however many come at once', () =>
    withAccess(async (db) => {
      const { code } = await one(db, { kind: 'multiple', uses: 3 })
      const readers = Array.from({ length: 8 }, (_, i) => `reader${i}`)
      const kinds = (await Promise.all(readers.map((reader) => redeem(db, code, reader)))).map(
        ({ kind }) => kind,
      )
      assert.equal(kinds.filter((kind) => kind === 'redeemed').length, 3)
      assert.equal(kinds.filter((kind) => kind === 'used-up').length, 5)
    }))

  it('that is unknown, over or withdrawn opens nothing', () =>
    withAccess(async (db) => {
      const past = await one(db, { until: day(-1) })
      const withdrawn = await one(db, { label: 'Wrong book' })
      assert.equal(await revokeCodes(db, { label: 'Wrong book' }, { ...by, licences: false }), 1)
      assert.equal((await redeem(db, past.code, 'ada')).kind, 'over')
      assert.equal((await redeem(db, withdrawn.code, 'ada')).kind, 'withdrawn')
      assert.equal((await redeem(db, newCode(), 'ada')).kind, 'unknown')
      assert.deepEqual(await listLicencesOf(db, [{ kind: 'account', id: 'ada' }], day(-9)), [])
    }))

  it('withdrawn with what it opened takes that away too', () =>
    withAccess(async (db) => {
      const { id, code } = await one(db, { kind: 'inspection' })
      const used = await redeem(db, code, 'ada')
      assert.ok(used.kind === 'redeemed')
      assert.equal(used.licence.kind, 'inspection-copy')
      await revokeCodes(db, { id }, { ...by, licences: true })
      assert.ok((await findLicence(db, used.licence.id))?.revoked)
    }))

  it('is kept in batches, and never as it is written', () =>
    withAccess(async (db) => {
      const made = await makeCodes(db, order({ number: 5 }), by)
      assert.equal(new Set(made.map(({ code }) => code)).size, 5)
      await redeem(db, made[0]?.code ?? '', 'ada')
      const [batch] = await listCodeBatches(db)
      assert.deepEqual([batch?.codes, batch?.used, batch?.usesLeft, batch?.revoked], [5, 1, 4, false])
      const kept = JSON.stringify(await listCodes(db, 'Autumn'))
      for (const { code } of made) assert.ok(!kept.includes(code) && !kept.includes(code.replaceAll('-', '')))
    }))
})

describe('a read link', () => {
  it('is found by its word alone, and can be withdrawn like any licence', () =>
    withAccess(async (db) => {
      const { word, licence } = await makeReadLink(db, { productId: 'c1', until: day(7) }, by)
      assert.deepEqual(await findReadLink(db, word), licence)
      assert.equal(licence.downloads, false)
      assert.equal(await findReadLink(db, 'something'), null)
    }))
})
