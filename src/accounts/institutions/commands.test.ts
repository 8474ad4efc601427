import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Result } from '#base'
import type { Database } from '#platform'
import { toRangeList } from './addresses/to-range-list.ts'
import {
  addByCommand,
  changeByCommand,
  everyInstitution,
  findByWord,
  removeByCommand,
  setRangesByCommand,
  setSignInByCommand,
  whoseAddress,
} from './commands.ts'
import { listRanges } from './store/read-institutions.ts'
import { findBySignIn, listSignIns } from './store/sign-in-store.ts'
import { institution, withInstitutions } from './testing/with-institutions.ts'

const READ = { add: false, skipErrors: false, dryRun: false }

const must = <T>(result: Result<T, readonly string[]>): T => {
  assert.ok(result.ok, result.ok ? '' : result.error.join('\n'))
  return result.value
}
const told = (result: Result<unknown, readonly string[]>): string => {
  assert.ok(!result.ok)
  return result.error.join('\n')
}
const ranges = async (db: Database, id: string) => toRangeList(await listRanges(db, id))

describe('institutions by command', () => {
  it('are named by id, ROR id or name, where only one is called so', () =>
    withInstitutions(async (db) => {
      const { id } = must(
        await addByCommand(db, { name: 'North', ror: '013meh722', otherNames: ['UoN', 'N'] }),
      )
      for (const word of [id, 'north', 'https://ror.org/013meh722', '013meh722'])
        assert.equal(must(await findByWord(db, word)).id, id, word)
      await addByCommand(db, { name: 'North' })
      assert.match(
        told(await findByWord(db, 'North')),
        /2 institutions are called “North”; name one by its id/,
      )
      assert.match(told(await findByWord(db, 'South')), /no institution “South”/)
    }))

  it('tell each field that is wrong, and what to write', () =>
    withInstitutions(async (db) => {
      const said = told(await addByCommand(db, { name: 'North', country: 'Norway', pairingDays: 'many' }))
      assert.match(said, /two letters of the country/)
      assert.match(said, /number of days from 0 to 400/)
      assert.match(
        told(await addByCommand(db, { name: 'North', memberOf: ['Union'] })),
        /no institution “Union”/,
      )
    }))

  it('join and leave consortia, leave and come back', () =>
    withInstitutions(async (db) => {
      await addByCommand(db, { name: 'Union', kind: 'consortium' })
      const north = must(await addByCommand(db, { name: 'North', memberOf: ['Union'] }))
      must(await setRangesByCommand(db, 'North', '131.111.0.0/16', READ))
      const [[, through] = []] = must(await whoseAddress(db, '131.111.4.5'))
      assert.match(through ?? '', /Union$/)
      assert.deepEqual(must(await changeByCommand(db, north.id, { memberOf: [''] })).memberOf, [])
      must(await removeByCommand(db, 'North', false))
      assert.deepEqual(must(await whoseAddress(db, '131.111.4.5')), [])
      const names = async (inactiveToo: boolean) => {
        const found: string[] = []
        for await (const { name } of everyInstitution(db, { text: null, inactiveToo })) found.push(name)
        return found
      }
      assert.deepEqual([await names(false), await names(true)], [['Union'], ['North', 'Union']])
      must(await removeByCommand(db, 'North', true))
      assert.equal(must(await whoseAddress(db, '131.111.4.5')).length, 1)
      assert.match(told(await whoseAddress(db, '131.111.4')), /is not an address/)
    }))

  it('take a list whole, or not at all', () =>
    withInstitutions(async (db) => {
      const { id } = await institution(db, { name: 'North' })
      const list = 'Main: 131.111.0.0/16\n131.112.1\n10.0.0.1\n131.111.0.0/16'
      assert.match(
        told(await setRangesByCommand(db, id, list, READ)),
        /Line 2: “131\.112\.1” is not a whole address.*\n.*\nNothing was changed/,
      )
      const dry = must(await setRangesByCommand(db, id, list, { ...READ, skipErrors: true, dryRun: true }))
      assert.deepEqual([dry.added, await ranges(db, id)], [2, ''])
      const done = must(await setRangesByCommand(db, id, list, { ...READ, skipErrors: true }))
      assert.equal(done.said.length, 2)
      assert.equal(await ranges(db, id), '131.111.0.0/16 # Main\n10.0.0.1\n')
      must(await setRangesByCommand(db, id, '131.113.1.1\n10.0.0.1', { ...READ, add: true }))
      assert.equal(await ranges(db, id), '131.111.0.0/16 # Main\n10.0.0.1\n131.113.1.1\n')
      await institution(db, { name: 'South' })
      assert.match(
        told(await setRangesByCommand(db, 'South', '131.111.4.5', { ...READ, dryRun: true })),
        /South cannot have 131\.111\.4\.5: these addresses belong to North/,
      )
    }))

  it('say who signs in their readers, by scope where one provider does it for several', () =>
    withInstitutions(async (db) => {
      const north = await institution(db, { name: 'North' })
      const clinic = await institution(db, { name: 'Clinic' })
      const entity = 'https://idp.north.example/idp#main'
      must(await setSignInByCommand(db, 'North', [entity]))
      must(await setSignInByCommand(db, 'Clinic', [`${entity}#clinic.north.example`]))
      assert.deepEqual(await listSignIns(db, clinic.id), [
        { entityId: entity, scope: 'clinic.north.example' },
      ])
      assert.equal(await findBySignIn(db, entity, null), north.id)
      assert.equal(await findBySignIn(db, entity, 'other.north.example'), north.id)
      assert.equal(await findBySignIn(db, entity, 'CLINIC.north.example'), clinic.id)
      must(await setSignInByCommand(db, 'North', []))
      assert.equal(await findBySignIn(db, entity, 'other.north.example'), null)
    }))
})
