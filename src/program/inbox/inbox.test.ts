import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { listBooks, shelveParcel } from '#catalogue'
import { sampleBook, sampleEpub } from '../sample-parcels.fixture.ts'
import { type TestPlace, withWorkplace } from '../workplace.fixture.ts'
import { type Inbox, openInbox } from './inbox.ts'

const SETTLED = 50

function open(place: TestPlace, onShelve: (path: string) => void = () => {}): Promise<Inbox> {
  const { pool, log } = place
  return openInbox({
    lanes: [{ folder: join(place.folder, 'inbox'), press: 'house' }],
    together: ({ press }, _, work) =>
      work((path) => {
        onShelve(path)
        return shelveParcel(place, path, { press, openness: 'open', dryRun: false })
      }),
    urlOf: async () => null,
    settled: SETTLED,
    ...{ pool, log },
  })
}

describe('the inbox', () => {
  it('shelves what is put there, moves it to “done”, and reports beside it', () =>
    withWorkplace(async (place) => {
      const inbox = await open(place)
      const folder = join(place.folder, 'inbox')
      await writeFile(join(folder, 'ada.epub'), sampleEpub(sampleBook('Ada')))
      await sleep(2 * SETTLED)
      await inbox.look()
      assert.deepEqual((await readdir(join(folder, 'done'))).sort(), [
        'ada.epub',
        'ada.epub.report.json',
        'ada.epub.report.txt',
      ])
      assert.match(
        await readFile(join(folder, 'done', 'ada.epub.report.txt'), 'utf8'),
        /^shelved .*The Book of Ada/,
      )
      assert.deepEqual(await readdir(folder), ['done'])
      await inbox.stop()
    }))

  it('leaves what was refused, says why once, and tries it again when it was mended', () =>
    withWorkplace(async (place) => {
      const tries: string[] = []
      const inbox = await open(place, (path) => tries.push(path))
      const file = join(place.folder, 'inbox', 'ada.epub')
      await writeFile(file, 'these are notes')
      await sleep(2 * SETTLED)
      await inbox.look()
      await inbox.look()
      assert.equal(tries.length, 1)
      assert.equal(JSON.parse(await readFile(`${file}.report.json`, 'utf8')).outcome, 'refused')
      await writeFile(file, sampleEpub(sampleBook('Ada')))
      await sleep(2 * SETTLED)
      await inbox.look()
      assert.equal(tries.length, 2)
      assert.ok(!existsSync(`${file}.report.json`))
      assert.equal((await listBooks(place.db, { limit: 1 })).total, 1)
      await inbox.stop()
    }))

  it('waits for what is still being written, and does not touch what other programs have not finished', () =>
    withWorkplace(async (place) => {
      const tries: string[] = []
      const inbox = await open(place, (path) => tries.push(path))
      const folder = join(place.folder, 'inbox')
      await writeFile(join(folder, 'ada.epub.part'), 'half')
      await writeFile(join(folder, '.ada.epub.swp'), 'half')
      await mkdir(join(folder, 'bea'))
      await writeFile(join(folder, 'bea', 'book.yaml'), 'title: Bea')
      await inbox.look()
      assert.deepEqual(tries, [])
      await sleep(2 * SETTLED)
      await inbox.look()
      assert.deepEqual(tries, [join(folder, 'bea')])
      await inbox.stop()
    }))

  it('is looked through by one worker at a time', () =>
    withWorkplace(async (place) => {
      const tries: string[] = []
      const workers = [
        await open(place, (path) => tries.push(path)),
        await open(place, (path) => tries.push(path)),
      ]
      for (const key of ['Ada', 'Bea'])
        await writeFile(join(place.folder, 'inbox', `${key}.epub`), sampleEpub(sampleBook(key)))
      await sleep(2 * SETTLED)
      await Promise.all(workers.map((worker) => worker.look()))
      await Promise.all(workers.map((worker) => worker.look()))
      assert.equal(tries.length, 2)
      for (const worker of workers) await worker.stop()
    }))
})
