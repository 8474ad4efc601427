import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findBook } from '#catalogue'
import { giveReview } from '../review/give-review.ts'
import { loadReviewed } from '../review/load-reviewed.ts'
import { harbour, NOW, PARAGRAPHS, type RecordShelf, withRecordShelf } from '../testing/record-shelf.ts'
import { type Audience, findEntry, findSame, findStanding, findVersion } from './find-record.ts'
import { RECORD_SETTINGS } from './settings.ts'
import { takeInRecords } from './take-in.ts'

async function versionOf(
  { db }: RecordShelf,
  number: number | null = null,
  audience: Audience = 'everybody',
) {
  const standing = await findStanding(db, 'harbour')
  assert.ok(standing)
  const found = await findVersion(db, standing, audience, number)
  assert.ok(found)
  return found
}

describe('a record that came with a book', () => {
  it('is published, and every quotation leads to its paragraph', () =>
    withRecordShelf(async (shelf) => {
      const [outcome] = await shelf.send({})
      assert.deepEqual(
        [outcome?.kind, outcome?.version, outcome?.lost, outcome?.faults],
        ['published', 1, [], []],
      )
      const { standing, document } = await versionOf(shelf)
      assert.equal(standing.chapterId, shelf.chapterId)
      assert.equal(document.claims.length, 4)
      const anchor = standing.anchors['c-seen']
      assert.ok(anchor?.kind === 'found' && anchor.number === 2 && anchor.anchor.startsWith('p-'))
      assert.equal('c-letter' in standing.anchors, false, 'what a source says stands in the source')
    }))

  it('knows the sources that stand in the file of a reference manager', () =>
    withRecordShelf(async (shelf) => {
      const library = JSON.stringify([
        { id: 'chapter', type: 'chapter', title: 'The loss of the Petrel' },
        { id: 'letter', type: 'personal_communication', title: 'A pilot’s letter' },
      ])
      const [outcome] = await shelf.send({
        record: harbour({ 'sources.yaml': null, 'sources.json': library }),
      })
      assert.deepEqual([outcome?.kind, outcome?.faults], ['published', []])
      assert.match(JSON.stringify((await versionOf(shelf)).document.sources), /A pilot’s letter/)
    }))

  it('changes nothing when it comes again', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const [again] = await shelf.send({})
      assert.deepEqual([again?.kind, again?.version], ['unchanged', 1])
    }))

  it('keeps every version letter for letter', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const before = JSON.stringify((await versionOf(shelf, 1)).document)
      const claims = harbour()['claims.yaml']?.replace('sailed on 2 May 1840', 'left on 2 May 1840') ?? ''
      const [outcome] = await shelf.send({ record: harbour({ 'claims.yaml': claims }) })
      assert.equal(outcome?.version, 2)
      assert.equal(JSON.stringify((await versionOf(shelf, 1)).document), before)
      assert.match(JSON.stringify((await versionOf(shelf)).document), /left on 2 May/)
    }))

  it('stays unpublished with a fault, while its book goes live and the version before is shown', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const events = harbour()['events.yaml']?.replace('1840-05-02', '1840-05-32') ?? ''
      const [outcome] = await shelf.send({ record: harbour({ 'events.yaml': events }) })
      assert.deepEqual([outcome?.kind, outcome?.version], ['blocked', 1])
      assert.deepEqual(
        outcome?.faults.map(({ code, file, line }) => [code, file, line]),
        [['E-DATE', 'events.yaml', 2]],
      )
      assert.equal((await findBook(shelf.db, shelf.bookId))?.kind, 'book')
      assert.equal((await versionOf(shelf)).number, 1)
    }))

  it('belongs to a chapter that is there', () =>
    withRecordShelf(async (shelf) => {
      const head = harbour()['record.yaml']?.replace('number: "1"', 'number: "9"') ?? ''
      const [outcome] = await shelf.send({ record: harbour({ 'record.yaml': head }) })
      assert.deepEqual([outcome?.kind, outcome?.faults[0]?.code], ['blocked', 'E-CHAPTER'])
    }))

  it('is withdrawn when its book comes without it, and its versions are kept', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const [outcome] = await shelf.send({ record: {} })
      assert.deepEqual([outcome?.kind, outcome?.id], ['withdrawn', 'harbour'])
      const { standing, document } = await versionOf(shelf)
      assert.equal(standing.isWithdrawn, true)
      assert.equal(document.claims.length, 4)
      const [back] = await shelf.send({})
      assert.equal(back?.kind, 'published')
    }))

  it('remembers in which versions each thing stood', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const claims = harbour()['claims.yaml']?.split('\n').slice(0, -2).join('\n') ?? ''
      await shelf.send({ record: harbour({ 'claims.yaml': claims }) })
      assert.deepEqual(await findEntry(shelf.db, 'harbour', 'c-letter'), {
        ...{ kind: 'claim', name: 'A stout man took the pilot’s boat.', isPublic: true, first: 1, last: 1 },
      })
      assert.equal((await findEntry(shelf.db, 'harbour', 'c-stout'))?.last, 2)
    }))
})

describe('what a press asks of records', () => {
  const contradicting = harbour({
    'events.yaml': `${harbour()['events.yaml']}  - { id: lost, type: loss, label: She is lost, when: "1840-06", before: sails, claim: c-stout }\n`,
  })

  it('is an answer to every conflict, or else a warning', () =>
    withRecordShelf(async (shelf) => {
      const [blocked] = await shelf.send({ record: contradicting })
      assert.deepEqual([blocked?.kind, blocked?.faults.map(({ code }) => code)], ['blocked', ['K-TIME']])
      const [warned] = await shelf.send({ record: contradicting, settings: { conflicts: 'warn' } })
      assert.deepEqual([warned?.kind, warned?.faults.map(({ code }) => code)], ['published', ['K-TIME']])
    }))

  it('may be that two others have read it', () =>
    withRecordShelf(async (shelf) => {
      const reviewed = (names: string) =>
        harbour({ 'record.yaml': `${harbour()['record.yaml']}status: reviewed\nreviewed_by: [${names}]\n` })
      const asked = { review: 'required' } as const
      assert.equal((await shelf.send({ settings: asked }))[0]?.kind, 'waiting')
      assert.equal(
        (await shelf.send({ record: reviewed('Ida Berg, Per Lund'), settings: asked }))[0]?.kind,
        'waiting',
      )
      assert.equal(
        (await shelf.send({ record: reviewed('Ada Marsh, Per Lund'), settings: asked }))[0]?.kind,
        'published',
      )
    }))

  it('is what everybody sees of a record that does not say it', () =>
    withRecordShelf(async (shelf) => {
      const claims =
        harbour()['claims.yaml']?.replace('id: c-sails,', 'id: c-sails, visibility: public,') ?? ''
      await shelf.send({
        record: harbour({ 'claims.yaml': claims }),
        settings: { visibility: 'with-access' },
      })
      const everybody = await versionOf(shelf)
      assert.deepEqual(
        everybody.document.claims.map(({ id }) => id),
        ['c-sails'],
      )
      assert.equal(everybody.isPartial, true)
      assert.doesNotMatch(
        JSON.stringify([everybody.document, everybody.findings]),
        /stout|Skerries|c-seen|Holm/,
      )
      const readers = await versionOf(shelf, null, 'readers')
      assert.deepEqual([readers.document.claims.length, readers.isPartial], [4, false])
    }))
})

describe('the living', () => {
  it('are spared: where and when they were born is not even kept', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const { document, findings } = await versionOf(shelf, null, 'readers')
      assert.match(JSON.stringify(document), /Ida Berg/)
      assert.doesNotMatch(JSON.stringify([document, findings]), /1961/)
    }))
})

describe('quotations of a chapter that comes again', () => {
  it('are found again where their paragraph was changed, and listed as lost where their words are gone', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const [first = '', second = '', , last = ''] = PARAGRAPHS
      const [outcome] = await shelf.send({
        paragraphs: [
          'A new opening.',
          first.replace('a cargo of salt', 'a cargo of coal'),
          second,
          'It was not he.',
          last,
        ],
      })
      assert.deepEqual(
        [outcome?.kind, outcome?.version, outcome?.moved, outcome?.lost],
        ['unchanged', 1, ['c-sails'], ['c-stout']],
      )
      assert.deepEqual(
        outcome?.faults.map(({ code, file, line }) => [code, file, line]),
        [['W-QUOTE', 'claims.yaml', 4]],
      )
      const { anchors } = (await versionOf(shelf)).standing
      assert.ok(anchors['c-sails']?.kind === 'found' && anchors['c-sails'].number === 2)
      assert.ok(anchors['c-stout']?.kind === 'lost' && anchors['c-stout'].anchor !== null)
    }))
})

describe('the same person in two records', () => {
  it('is so by the word of an author, on either side', () =>
    withRecordShelf(async (shelf) => {
      const head = (name: string, chapter: string) =>
        `record: ${name}\ntitle: T\nchapter: { number: "${chapter}" }\n`
      const people = (sameAs: string) => `people:\n  - { id: mate, name: A. Holm, same_as: [${sameAs}] }\n`
      await shelf.send({
        record: {
          'one/record.yaml': head('one', '1'),
          'one/people.yaml': people('"https://example.org/holm"'),
          'two/record.yaml': head('two', '2'),
          'two/people.yaml': people('"http://example.org/holm/"'),
          'three/record.yaml': head('three', '2'),
          'three/people.yaml': people('record:two/mate'),
        },
      })
      const same = await findSame(shelf.db, { record: 'one', id: 'mate', kind: 'person' })
      assert.deepEqual(
        same.map(({ record }) => record),
        ['three', 'two'],
      )
    }))
})

describe('files that cannot be read, not even for a name', () => {
  it('leave the version that came before them where it is', () =>
    withRecordShelf(async (shelf) => {
      await shelf.send({})
      const [outcome, ...others] = await shelf.send({ record: harbour({ 'record.yaml': 'record: [' }) })
      assert.deepEqual([outcome?.kind, outcome?.id, others], ['blocked', null, []])
      assert.equal((await versionOf(shelf)).standing.isWithdrawn, false)
    }))
})

describe('a record whose press asks for review', () => {
  it('is published once two people have approved its files here, and names them', () =>
    withRecordShelf(async (shelf) => {
      const settings = { review: 'required' } as const
      const [waiting] = await shelf.send({ settings })
      assert.deepEqual([waiting?.kind, waiting?.why], ['waiting', 'review'])
      const record = { bookId: shelf.bookId, recordId: 'harbour' }
      const shown = {
        db: shelf.db,
        files: shelf.files,
        settingsOf: () => ({ ...RECORD_SETTINGS, ...settings }),
      }
      for (const name of ['Ada', 'Bea']) {
        const reviewed = await loadReviewed(shown, record)
        assert.ok(reviewed !== null)
        const by = { accountId: name, name }
        const given = { claim: null, decision: 'approved', by, now: NOW, note: null } as const
        assert.ok((await giveReview(shelf.db, reviewed, given)).ok)
      }
      const [published] = await takeInRecords({ ...shown, now: NOW }, shelf.bookId)
      assert.deepEqual([published?.kind, published?.version], ['published', 1])
      const { document } = await versionOf(shelf)
      assert.deepEqual(
        document.reviewedBy.map(({ name }) => name),
        ['Ada', 'Bea'],
      )
      const [again] = await takeInRecords({ ...shown, now: NOW }, shelf.bookId)
      assert.equal(again?.kind, 'unchanged')
    }))
})
