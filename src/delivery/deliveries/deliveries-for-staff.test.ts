import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fail } from '#base'
import { explainKindle } from '../kindle/explain-kindle.ts'
import { listUnmakeable } from './deliveries-for-staff.ts'
import { explain, explainToStaff } from './explain.ts'
import { boat, withPond } from './paper-boat.fixture.ts'

const SAID = 'The notes of this chapter are in a file that is not there.'

describe('an edition of which a file cannot be made', () => {
  it('ends its deliveries in a plain sentence, and is listed for staff, the file once', () =>
    withPond(async (pond) => {
      const { db } = pond
      const codes = ['cannot-be-made', 'copy-cannot-be-made']
      await pond.work(
        boat(async () => ({ kind: 'saved', remote: null })),
        { makeArtefact: async () => fail({ code: codes.shift() ?? '', facts: { said: SAID } }) },
      )
      for (const sentence of [/^The file cannot be made of this edition/, /can be downloaded\.$/]) {
        const failed = await pond.until((await pond.begin()) ?? '', ({ state }) => state === 'failed')
        assert.ok(failed.fault)
        assert.match(explain('en', null, failed.fault, failed).sentence, sentence)
      }
      const [file, ...more] = await listUnmakeable(db, ['aldine'], new Date(0))
      assert.deepEqual([file?.said, file?.count, file?.thing.title, more], [SAID, 2, 'A chapter', []])
      assert.deepEqual(await listUnmakeable(db, ['larkspur'], new Date(0)), [])
    }))
})

describe('what staff is told of a delivery', () => {
  it('does not say to which address it was to go', () =>
    withPond(async (pond) => {
      const fault = { code: 'unknown-kindle', facts: { address: 'ines_42@kindle.com' } }
      await pond.work(boat(async () => ({ kind: 'refused', fault })))
      const failed = await pond.until((await pond.begin()) ?? '', ({ state }) => state === 'failed')
      const kindle = { explain: explainKindle }
      assert.match(explain('en', kindle, fault, failed).sentence, /ines_42@kindle\.com/)
      assert.equal(explainToStaff('en', kindle, fault, failed), 'Amazon does not know …@kindle.com.')
    }))
})
