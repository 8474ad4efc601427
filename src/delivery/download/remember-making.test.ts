import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { NOBODY } from '#access'
import { fail, ok } from '#base'
import { migrations as catalogueMigrations, findBook, findChapter } from '#catalogue'
import { type Database, mailMigrations, noticeMigrations, openFiles, openLog, withDatabase } from '#platform'
import { sitePress } from '#press'
import { paths } from '#web'
import { makeArtefact } from '../deliveries/make-artefact.ts'
import { boat, wish } from '../deliveries/paper-boat.fixture.ts'
import { loadChoices } from '../save/load-choices.ts'
import { type Harbours, shelveHarbours } from './harbours.fixture.ts'
import type { Assembly } from './open-assembly.ts'
import { downloadRoutes } from './routes.ts'

const SAID = 'The notes of this chapter are in a file that is not there.'
const ALDINE = {
  ...sitePress([]),
  slug: 'aldine',
  contact: { address: 'staff@aldine.example', postal: null, rights: null },
}
const MADE = { path: import.meta.filename, bytes: 5, etag: 'e' }
const place = { origin: 'http://books.example.org', base: '', language: 'en' as const }
const kindle = boat(async () => ({ kind: 'handed', remote: null }), {
  ...{ name: 'kindle', label: 'Kindle' },
  making: { module: 'copy.ts', version: 1, formats: ['epub'], estimate: async () => null },
})
const pond = boat(async () => ({ kind: 'saved', remote: null }))

type Workshop = ReturnType<typeof openWorkshop>

/** `fails`: neither file nor copy, the copy alone, or nothing. */
function openWorkshop(db: Database, { chapter, bookId }: Harbours) {
  let fails: 'file' | 'copy' | null = null
  let made = 0
  let ahead = 0
  const assembly: Assembly = {
    assemble: async () => {
      made++
      return fails === 'file' ? fail(SAID) : ok(MADE)
    },
    remake: async () => (fails === null ? ok(MADE) : fail(SAID)),
    sizeOf: async () => 5,
    underWay: 0,
    sweep: async () => 0,
    close: async () => {},
  }
  const deps = {
    ...{ db, assembly, log: openLog('silent'), presses: { all: [ALDINE] }, collectionsOf: () => [] },
    ...{ files: openFiles('/nowhere'), placeOf: () => place, visitorOf: async () => NOBODY },
    onGiven: () => {},
    now: () => new Date(Date.now() + ahead),
  }
  const thing = { of: 'chapter', id: chapter.id, bookId, format: 'epub', title: 'Pilots' } as const
  const site = { place, press: null }
  return {
    fail: (what: typeof fails) => {
      fails = what
    },
    wait: (days: number) => {
      ahead += days * 86_400_000
    },
    made: () => made,
    deliver: (destination: typeof pond) =>
      makeArtefact(deps, { ...wish({ thing }), made: deps.now() }, destination, new AbortController().signal),
    refusals: async (destination: typeof pond | null) => {
      const choices = await loadChoices(deps, { site, visitor: NOBODY, id: chapter.id, destination })
      return choices?.groups[0]?.items?.map(({ value, refusal }) => `${value}: ${refusal ?? 'offered'}`)
    },
    ask: async (accept: string) => {
      const app = Fastify()
      await app.register(downloadRoutes(deps))
      const url = `/files/${chapter.id}/x.epub`
      const named = String((await app.inject({ url })).headers.location ?? url)
      const answer = await app.inject({ url: named, headers: { accept } })
      await app.close()
      return { status: answer.statusCode, to: answer.headers.location, body: answer.body }
    },
    letters: async () =>
      (await sql<{ content: string }>`select content from mail`.execute(db)).rows.map(({ content }) =>
        content.replaceAll('=\r\n', ''),
      ),
    isFaulty: async () => {
      const [book, one] = [await findBook(db, bookId), await findChapter(db, chapter.id)]
      return [
        book?.kind === 'book' && book.book.hasContentIssue,
        one?.kind === 'chapter' && one.chapter.hasContentIssue,
      ]
    },
  }
}

const inWorkshop = (use: (shop: Workshop, harbours: Harbours) => Promise<void>): Promise<void> =>
  withDatabase({ ...noticeMigrations, ...mailMigrations, ...catalogueMigrations }, async (db) => {
    const harbours = await shelveHarbours(db)
    await use(openWorkshop(db, harbours), harbours)
  })

const UNMADE = 'It cannot be made of this edition. Its press has been told.'
const NO_PDF = 'chapter:pdf: There is no such file of it.'

describe('a file that cannot be made of its book', () => {
  it('is a fault of its edition, told to its press, and greyed for readers until it can be made', () =>
    inWorkshop(async (shop) => {
      shop.fail('file')
      const made = await shop.deliver(pond)
      assert.deepEqual(made, fail({ code: 'cannot-be-made', facts: { format: 'epub', said: SAID } }))
      assert.deepEqual(await shop.isFaulty(), [true, true])
      for (const destination of [null, pond, kindle])
        assert.deepEqual(await shop.refusals(destination), [`chapter:epub: ${UNMADE}`, NO_PDF])
      await shop.deliver(kindle)
      const [letter, ...more] = await shop.letters()
      assert.match(letter ?? '', /The notes of this chapter/)
      assert.deepEqual(more, [], 'the press is told once')

      shop.wait(1.5)
      assert.deepEqual((await shop.refusals(pond))?.[0], 'chapter:epub: offered', 'tried again the next day')
      shop.fail(null)
      assert.equal((await shop.deliver(pond)).ok, true)
      assert.deepEqual(await shop.isFaulty(), [false, false])
    }))

  it('leaves the download where it is the copy for a Kindle alone', () =>
    inWorkshop(async (shop) => {
      shop.fail('copy')
      const made = await shop.deliver(kindle)
      assert.deepEqual(made, fail({ code: 'copy-cannot-be-made', facts: { format: 'epub', said: SAID } }))
      assert.deepEqual(await shop.isFaulty(), [true, true])
      assert.deepEqual(await shop.refusals(kindle), [`chapter:epub: ${UNMADE}`, NO_PDF])
      assert.deepEqual(await shop.refusals(null), ['chapter:epub: offered', NO_PDF])
      assert.equal((await shop.ask('*/*')).status, 200)
    }))

  it('leads a reader who follows its link to what there is instead, and is not tried at every click', () =>
    inWorkshop(async (shop, { chapter }) => {
      shop.fail('file')
      const instead = paths.save(chapter, 'download')
      const asked = await shop.ask('text/html,*/*')
      assert.deepEqual([asked.status, asked.to], [303, instead])
      const tries = shop.made()
      const told = await shop.ask('*/*')
      assert.equal(told.status, 503)
      assert.match(told.body, new RegExp(`^This file cannot be made of this edition.*${instead}\n$`))
      assert.equal(shop.made(), tries)
      assert.equal((await shop.letters()).length, 1)
    }))
})
