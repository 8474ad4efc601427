import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { shelveParcel } from '#catalogue'
import { listDeeds } from '#console'
import { RECORD_SETTINGS, takeInRecords } from '#record'
import { browserOf, signedIn, withConsole } from './console.fixture.ts'
import type { TestPlace } from './workplace.fixture.ts'

const FILES = {
  'book.yaml': 'title: Ships\nchapters:\n  - { number: "1", title: The Petrel }\n',
  'record/record.yaml':
    'record: harbour\ntitle: The loss of the Petrel\nchapter: { number: "1" }\ncompiled_by: [Ida Berg]\n',
  'record/sources.yaml':
    'sources: [{ id: letter, citation: "A pilot’s letter" }, { id: chapter, citation: The chapter, speaks_for: author }]\n',
  'record/claims.yaml':
    'claims:\n  - { id: c-stout, says: A stout man took the boat., by: letter }\n  - { id: c-holm, says: The stout man is Holm., by: chapter }\n',
}

async function shelve(place: TestPlace, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = join(place.folder, 'ships')
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  const shelved = await shelveParcel(place, folder, { press: 'house', openness: 'open', dryRun: false })
  assert.ok(shelved.kind === 'shelved' && shelved.bookId !== null, JSON.stringify(shelved.issues))
  await takeInRecords({ ...place, now: place.now(), settingsOf: () => RECORD_SETTINGS }, shelved.bookId)
}

describe('the review of a record in the console', () => {
  it('is done by those who are asked, who see that record alone; readers are told who approved it', () =>
    withConsole(async (app, place, staff) => {
      const { db } = place
      await shelve(place, FILES)
      const list = await staff.get('/console/records')
      assert.match(list.body, /The loss of the Petrel/)
      assert.match(list.body, /Published, version 1/)

      const [ada, bea, cy] = [await signedIn(db, []), await signedIn(db, []), await signedIn(db, [])]
      await sql`update account_user set name = 'Bea' where id = ${bea.id}`.execute(db)
      for (const { id } of [ada, bea]) {
        const asked = await staff.post('/console/records/harbour/reviewers', { email: `${id}@example.org` })
        assert.match(String(asked.headers.location), /done=asked/)
      }
      const { rows: letters } = await sql<{ subject: string; content: string }>`
        select subject, content from mail`.execute(db)
      assert.equal(letters.length, 2)
      assert.match(letters[0]?.content ?? '', /books\.example\.org\/console\/records\/harbour/)

      const [one, two, other] = [ada, bea, cy].map(({ cookie }) => browserOf(app, cookie))
      assert.ok(one && two && other)
      assert.equal((await other.get('/console/records/harbour')).statusCode, 403)
      assert.match((await one.get('/console/records')).body, /The loss of the Petrel/)
      assert.match((await one.get('/console/records/harbour/preview')).body, /The stout man is Holm/)
      for (const address of ['/console', '/console/books', '/console/audit'])
        assert.equal((await one.get(address)).statusCode, 403, address)
      assert.equal(
        (await one.post('/console/records/harbour/reviewers', { email: `${cy.id}@example.org` })).statusCode,
        404,
        'who is asked asks nobody',
      )

      const says = (browser: typeof one, decision: string, note = '', claim?: string) =>
        browser.post(`/console/records/harbour/${claim === undefined ? 'review' : `claims/${claim}`}`, {
          decision,
          note,
        })
      assert.equal((await says(one, 'questioned', '', 'c-holm')).statusCode, 422, 'who questions says why')
      assert.equal((await says(one, 'questioned', 'Why not Lund?', 'c-holm')).statusCode, 303)
      assert.equal((await says(one, 'approved')).statusCode, 422, 'nobody approves what they question')
      assert.match((await two.get('/console/records/harbour')).body, /Why not Lund\?/)
      await says(two, 'approved')
      await says(one, 'agreed', '', 'c-holm')
      const last = await says(one, 'approved')
      assert.match(String(last.headers.location), /done=published/)

      const page = (await browserOf(app, '').get('/record/harbour')).body
      assert.match(page, /Reviewed by[\s\S]{0,40}Ada, Bea/)
      assert.doesNotMatch((await browserOf(app, '').get('/record/harbour@v1')).body, /Reviewed by/)
      assert.deepEqual(
        (await listDeeds(db, { presses: ['house'], limit: 20, about: 'harbour' }))
          .map(({ act, details }) => [act, details['decision'] ?? null])
          .toReversed(),
        [
          ['reviewer-named', null],
          ['reviewer-named', null],
          ['claim-reviewed', 'questioned'],
          ['record-reviewed', 'approved'],
          ['claim-reviewed', 'agreed'],
          ['record-reviewed', 'approved'],
        ],
      )
    }))

  it('says of files that cannot be read what is wrong with them, and where', () =>
    withConsole(async (_app, place, staff) => {
      await shelve(place, { ...FILES, 'record/claims.yaml': 'claims: [{ id: c-one, say: Nothing. }]\n' })
      const { body } = await staff.get('/console/records/harbour')
      assert.match(body, /claims\.yaml:1:\d+ E-KEY/)
      assert.match(body, /nothing to review yet/)
      assert.match((await staff.get('/console/records?show=open')).body, /Not published/)
    }))
})
