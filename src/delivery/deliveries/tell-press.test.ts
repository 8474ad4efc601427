import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { fail } from '#base'
import { sitePress } from '#press'
import { listUnmakeable } from './deliveries-for-staff.ts'
import { explain } from './explain.ts'
import { boat, log, withPond } from './paper-boat.fixture.ts'
import { tellPress } from './tell-press.ts'

const ALDINE = {
  ...sitePress([]),
  slug: 'aldine',
  contact: { address: 'staff@aldine.example', postal: null, rights: null },
}
const SAID = 'The notes of this chapter are in a file that is not there.'

describe('an edition of which a file cannot be made', () => {
  it('tells the press once a week what cannot be made, and why, and lists it for staff', () =>
    withPond(async (pond) => {
      const { db, now } = pond
      const presses = { all: [ALDINE] }
      await pond.work(
        boat(async () => ({ kind: 'saved', remote: null })),
        {
          makeArtefact: async (delivery) => {
            await tellPress({ db, log, presses }, delivery, SAID, now())
            return fail({ code: 'cannot-be-made', facts: { said: SAID } })
          },
        },
      )
      const letters = async () =>
        (await sql<{ recipient: string; content: string }>`select recipient, content from mail`.execute(db))
          .rows
      for (let n = 0; n < 2; n += 1) {
        const id = (await pond.begin()) ?? ''
        const failed = await pond.until(id, ({ state }) => state === 'failed')
        assert.ok(failed.fault)
        assert.equal(
          explain('en', null, failed.fault, failed).sentence,
          'The file cannot be made of this edition. Its press has been told.',
        )
        assert.equal((await letters()).length, 1)
      }
      const [letter] = await letters()
      assert.equal(letter?.recipient, 'staff@aldine.example')
      assert.match(letter.content.replaceAll('=\r\n', ''), /The notes of this chapter/)
      assert.match(letter.content.replaceAll('=\r\n', ''), /console\/books\/b{16}/)
      const [file, ...more] = await listUnmakeable(db, ['aldine'], new Date(0))
      assert.deepEqual([file?.said, file?.count, file?.thing.title, more], [SAID, 2, 'A chapter', []])
      assert.deepEqual(await listUnmakeable(db, ['larkspur'], new Date(0)), [])

      pond.moveClock(8 * 86_400_000)
      await pond.until((await pond.begin()) ?? '', ({ state }) => state === 'failed')
      assert.equal((await letters()).length, 2)
    }))
})
