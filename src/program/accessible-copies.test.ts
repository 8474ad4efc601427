import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { copyProof, findCopyRequest, forgetOldRequests, listCopyRequests } from '#access'
import { sampleBook, sampleChapter, sampleDraft } from '#book'
import { listBooks, shelveBook } from '#catalogue'
import { listDeeds, verifyAudit } from '#console'
import type { Database } from '#platform'
import { browserOf, SECRET_KEY, type Staff, signedIn, withConsole } from './console.fixture.ts'
import type { TestPlace } from './workplace.fixture.ts'

const FORM = { 'form-braille': 'yes', message: 'Grade 2, please.', name: 'Ines', email: 'ines@example.org' }

async function shelve({ db, files, now }: TestPlace): Promise<string> {
  const draft = sampleDraft(sampleBook({ title: 'Harbours', openness: 'closed' }), [
    sampleChapter({ title: 'Pilots', openness: 'closed' }),
  ])
  await shelveBook({ db, files, now: now() }, { draft, folder: '', press: 'house' })
  return (await listBooks(db, { limit: 1 })).books[0]?.id ?? ''
}

const queue = (db: Database) => listCopyRequests(db, { limit: 20 })

async function letters(
  db: Database,
): Promise<readonly { readonly recipient: string; readonly text: string }[]> {
  const { rows } = await sql<{ recipient: string; content: string }>`
    select recipient, content from mail where content is not null order by made, id`.execute(db)
  return rows.map(({ recipient, content }) => ({ recipient, text: JSON.parse(content).text }))
}

/** The path of the address that stands in the letter. */
const pathIn = (text: string, shape: RegExp): string =>
  new URL(shape.exec(text)?.[0] ?? 'http://none/').pathname

async function asked(
  use: (given: { place: TestPlace; staff: Staff; reader: Staff; id: string; book: string }) => Promise<void>,
): Promise<void> {
  await withConsole(async (app, place, staff) => {
    const book = await shelve(place)
    const reader = browserOf(app, '')
    const sent = await reader.post(`/access/copies/for/${book}`, FORM)
    assert.equal(sent.headers.location, '/access/copies/asked', sent.body)
    const [request] = await queue(place.db)
    assert.ok(request)
    await use({ place, staff, reader, book, id: request.id })
  })
}

describe('an accessible copy', () => {
  it('is asked for from the page of the book, by whoever comes, and told by letter', () =>
    asked(async ({ place, reader, id, book }) => {
      const page = await reader.get(`/books/x/${book}`)
      const shown = page.statusCode === 200 ? page : await reader.get(String(page.headers.location))
      assert.match(shown.body, new RegExp(`href="/access/copies/for/${book}"`))
      const request = await findCopyRequest(place.db, id)
      assert.deepEqual(request?.forms, ['braille'])
      const letter = (await letters(place.db)).find(({ recipient }) => recipient === FORM.email)
      const status = pathIn(letter?.text ?? '', /http\S+\/access\/copies\/\S+/)
      assert.match((await reader.get(status)).body, /Nobody has taken it up yet/)
      assert.equal((await reader.get(`/access/copies/${id}/${'x'.repeat(27)}`)).statusCode, 404)
      // The same again is the same request, and nobody is written to about it.
      await reader.post(`/access/copies/for/${book}`, FORM)
      assert.equal((await queue(place.db)).length, 1)
    }))

  it('says field by field what is wrong, in French too, and keeps what was typed', () =>
    withConsole(async (app, place) => {
      const book = await shelve(place)
      const reader = browserOf(app, '')
      const answer = await reader.post(`/fr/access/copies/for/${book}`, {
        ...{ 'form-other': 'yes', email: 'nobody', name: 'Ines <b>' },
      })
      assert.equal(answer.statusCode, 422)
      assert.match(answer.body, /Précisez ci-dessous ce dont vous avez besoin/)
      assert.match(answer.body, /Ce n’est pas une adresse électronique/)
      assert.match(answer.body, /value="Ines &lt;b&gt;"/)
      assert.equal((await queue(place.db)).length, 0)
    }))

  it('cannot be asked for often from one network, nor often for one address', () =>
    withConsole(async (app, place) => {
      const book = await shelve(place)
      const reader = browserOf(app, '')
      const ask = (n: number) =>
        reader.post(`/access/copies/for/${book}`, { ...FORM, email: `ines${n}@example.org` })
      const statuses: number[] = []
      for (let n = 0; n < 6; n++) statuses.push((await ask(n)).statusCode)
      assert.deepEqual(statuses, [303, 303, 303, 303, 303, 429])
    }))

  it('is taken in hand, and sent as a file that only the reader can fetch, whole and in part', () =>
    asked(async ({ place, staff, reader, id }) => {
      assert.match((await staff.get('/console')).body, /One reader asks for an accessible copy/)
      assert.match((await staff.get('/console/copies')).body, /Ines/)
      assert.equal((await staff.post(`/console/copies/${id}/take`)).statusCode, 303)
      const bytes = randomBytes((2 << 20) + 77)
      const sent = await staff.upload(
        `/console/copies/${id}/send`,
        { answer: 'Enjoy it.', until: '2999-12-31' },
        { 'harbours.brf': bytes },
      )
      assert.equal(sent.headers.location, `/console/copies/${id}?done=sent`, sent.body)
      const letter = (await letters(place.db)).at(-1)?.text ?? ''
      assert.match(letter, /Enjoy it\./)
      const file = pathIn(letter, /http\S+\/file/)
      const whole = await reader.get(file)
      assert.equal(whole.statusCode, 200)
      assert.ok(whole.rawPayload.equals(bytes))
      assert.match(String(whole.headers['content-disposition']), /harbours\.brf/)
      assert.match(String(whole.headers['cache-control']), /no-store/)
      const part = await reader.get(file, { range: `bytes=${(1 << 20) - 5}-${(1 << 20) + 4}` })
      assert.equal(part.statusCode, 206)
      assert.ok(part.rawPayload.equals(bytes.subarray((1 << 20) - 5, (1 << 20) + 5)))
      assert.equal(
        (await reader.get(file.replace(copyProof(SECRET_KEY, id), 'x'.repeat(27)))).statusCode,
        404,
      )
      const link = pathIn(letter, /http\S+\/read\/\S+/)
      assert.equal((await reader.get(link)).statusCode, 303)
      // Taken up again, what was sent is gone.
      await staff.post(`/console/copies/${id}/take`)
      assert.equal((await reader.get(file)).statusCode, 404)
      assert.equal((await reader.get(link)).statusCode, 410)
      const acts = (await listDeeds(place.db, { presses: null, limit: 9 })).map(({ act }) => act)
      assert.deepEqual(acts, ['copy-taken', 'copy-sent', 'copy-taken'])
      assert.equal((await verifyAudit(place.db, SECRET_KEY)).kind, 'whole')
    }))

  it('is declined with a reason, or not at all, and once', () =>
    asked(async ({ place, staff, reader, id }) => {
      assert.equal((await staff.post(`/console/copies/${id}/decline`, { reason: ' ' })).statusCode, 422)
      const reason = 'We have no right to make one.'
      await staff.post(`/console/copies/${id}/decline`, { reason })
      assert.ok((await letters(place.db)).at(-1)?.text.includes(reason))
      assert.equal((await staff.post(`/console/copies/${id}/decline`, { reason })).statusCode, 422)
      const nothing = await staff.upload(`/console/copies/${id}/send`, { answer: '' }, {})
      assert.equal(nothing.statusCode, 422)
      const status = `/access/copies/${id}/${copyProof(SECRET_KEY, id)}`
      assert.match((await reader.get(status)).body, /We have no right to make one/)
    }))

  it('is seen by those who look after readers of its press, and by nobody else', () =>
    withConsole(async (app, place) => {
      const book = await shelve(place)
      await browserOf(app, '').post(`/access/copies/for/${book}`, FORM)
      const [request] = await queue(place.db)
      for (const [role, status] of [
        ['support', 200],
        ['editor', 403],
      ] as const) {
        const { cookie } = await signedIn(place.db, [['house', role]])
        const answer = await browserOf(app, cookie).get(`/console/copies/${request?.id}`)
        assert.equal(answer.statusCode, status, role)
        assert.equal(answer.body.includes(FORM.email), status === 200)
      }
    }))

  it('is forgotten with all that names the reader, a while after it is settled', () =>
    asked(async ({ place, staff, id }) => {
      await staff.upload(
        `/console/copies/${id}/send`,
        { answer: 'Dear Ines' },
        { 'a.txt': Buffer.from('ines') },
      )
      const later = (days: number) => new Date(Date.now() + days * 86_400_000)
      const pieces = async () =>
        (await sql`select from copy_file_piece where request_id = ${id}`.execute(place.db)).rows.length
      await forgetOldRequests(place.db, 180, later(29))
      assert.equal(await pieces(), 1)
      await forgetOldRequests(place.db, 180, later(31))
      assert.equal(await pieces(), 0, 'the file goes at its end')
      assert.equal((await findCopyRequest(place.db, id))?.email, FORM.email)
      await forgetOldRequests(place.db, 180, later(181))
      const kept = await findCopyRequest(place.db, id)
      assert.deepEqual(
        [kept?.email, kept?.name, kept?.message, kept?.answer, kept?.accountId],
        [null, null, null, null, null],
      )
      assert.deepEqual([kept?.state, kept?.forms], ['sent', ['braille']])
    }))
})
