import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ALWAYS } from '#book'
import { decideAnchors, NO_ANCHORS } from './decide-anchors.ts'
import {
  findBook,
  findByDoi,
  findContributor,
  findMedia,
  findPassage,
  listChapters,
  listIssues,
  listSitemapBooks,
  listSitemapParts,
} from './index.ts'
import { chapter, contributor, draft, media, text } from './testing/sample-draft.ts'
import { NOW, withShelf } from './testing/with-shelf.ts'

const identifiers = (key: string, doi: string | null = null) => ({ key, isbns: [], doi, others: [] })

describe('findPassage', () => {
  it('finds the section on which an anchor stands', () =>
    withShelf(async ({ db, shelve }) => {
      const { bookId } = await shelve(
        draft('Defectors', { chapters: [chapter('One', ['First.', '---', '@214', 'Second.'])] }),
      )
      const [one] = await listChapters(db, bookId)
      const page = { id: one?.id ?? '', slug: 'one' }
      assert.deepEqual(await findPassage(db, page.id, 'page-214'), {
        kind: 'passage',
        chapter: page,
        section: 2,
      })
      assert.equal(await findPassage(db, page.id, 'page-215'), null)
      assert.equal(await findPassage(db, 'no id', 'page-214'), null)
    }))

  it('leads to what stood before a text that was changed since', () =>
    withShelf(async ({ db, shelve }) => {
      const version = (...lines: string[]) => draft('Defectors', { chapters: [chapter('One', lines)] })
      const { bookId } = await shelve(version('First.', '---', '# Vienna', 'A misspellt line.'))
      const [one] = await listChapters(db, bookId)
      await shelve(version('First.', '---', '# Vienna', 'A misspelt line.'))
      const vienna = one?.text?.headings[0]?.anchor ?? ''
      const old = anchorOf('A misspellt line.')
      assert.deepEqual(await findPassage(db, one?.id ?? '', old), {
        ...{ kind: 'changed', chapter: { id: one?.id, slug: 'one' }, section: 2, near: vienna },
      })
    }))
})

describe('findByDoi', () => {
  it('does not tell capitals from small letters, and prefers what is on the shelf', () =>
    withShelf(async ({ db, shelve }) => {
      const book = await shelve(draft('A', { metadata: { identifiers: identifiers('a', '10.1/Book') } }))
      assert.deepEqual(await findByDoi(db, '10.1/BOOK'), { kind: 'book', id: book.bookId, slug: 'a' })
      await shelve(draft('B', { chapters: [chapter('Two', undefined, { doi: '10.1/two' })] }))
      await shelve(draft('B', { chapters: [chapter('Other')] }))
      const moved = await shelve(draft('C', { chapters: [chapter('Two', undefined, { doi: '10.1/two' })] }))
      assert.equal((await findByDoi(db, '10.1/two'))?.id, (await listChapters(db, moved.bookId))[0]?.id)
      assert.equal(await findByDoi(db, '10.1/none'), null)
    }))
})

describe('findMedia', () => {
  it('lets everybody see covers and first pages, and ties other pictures to the chapters that show them', () =>
    withShelf(async ({ db, shelve }) => {
      const [cover, thumbnail, page, figure] = ['cover', 'thumbnail', 'first page', 'figure'].map((name) =>
        media(name),
      )
      assert.ok(cover && thumbnail && page && figure)
      const { bookId } = await shelve(
        draft('Defectors', {
          media: [cover, page, figure],
          metadata: { cover: { image: cover, thumbnail, alternativeText: 'A street.' } },
          chapters: [
            chapter('One', undefined, {
              ...{ media: [figure.name], openness: 'closed' },
              summary: { kind: 'first-page', image: page, alternativeText: 'Page 1.' },
            }),
            chapter('Notes', undefined, { media: [figure.name], alsoHolds: [0] }),
            chapter('Two'),
          ],
        }),
      )
      const [one, notes, two] = await listChapters(db, bookId)
      const own = (id: string | undefined) => ({ id, bookId, press: 'aldine', window: ALWAYS })
      const shown = async (id: string | undefined, name: string) =>
        (await findMedia(db, id ?? '', name))?.shown
      assert.deepEqual(await shown(bookId, thumbnail.name), { as: 'public' })
      assert.deepEqual(await shown(one?.id, page.name), { as: 'public' })
      assert.deepEqual(await shown(one?.id, figure.name), {
        as: 'text',
        product: { ...own(one?.id), openness: 'closed', holds: [] },
      })
      assert.deepEqual(await shown(notes?.id, figure.name), {
        as: 'text',
        product: {
          ...own(notes?.id),
          openness: 'open',
          holds: [{ ...own(one?.id), openness: 'closed', holds: [] }],
        },
      })
      assert.equal(await shown(two?.id, figure.name), undefined)
      assert.equal(await shown(bookId, figure.name), undefined)
    }))
})

describe('listIssues', () => {
  it('gives a chapter its own faults, and a book all of them; notes are no faults', () =>
    withShelf(async ({ db, shelve }) => {
      const issue = (
        rule: string,
        chapter: number | null,
        severity: 'warning' | 'note',
        about: 'data' | 'content',
      ) => ({
        ...{
          rule,
          chapter,
          severity,
          about,
          message: 'So.',
          where: { file: 'a', line: null, element: null },
        },
      })
      const issues = [
        issue('image-has-alternative-text', 1, 'warning', 'content'),
        issue('chapter-has-doi', 1, 'warning', 'data'),
        issue('book-has-doi', null, 'note', 'data'),
      ]
      const { bookId } = await shelve(draft('Defectors', { issues }))
      const [one, two] = await listChapters(db, bookId)
      const book = await findBook(db, bookId)
      assert.ok(book?.kind === 'book')
      assert.deepEqual(await listIssues(db, bookId), issues)
      assert.deepEqual(await listIssues(db, two?.id ?? ''), issues.slice(0, 2))
      assert.deepEqual([one?.hasDataIssue, two?.hasDataIssue, two?.hasContentIssue], [false, true, true])
      assert.deepEqual([book.book.hasDataIssue, book.book.hasContentIssue], [false, true])
    }))
})

describe('findContributor', () => {
  it('gathers what one person did, newest book first, with the chapters', () =>
    withShelf(async ({ db, shelve }) => {
      const affiliations = [{ name: 'Brunel', ror: null }]
      const bo = (role: 'author' | 'editor') => contributor('Bo Lind', { role, affiliations })
      await shelve(draft('First', { metadata: { contributors: [bo('author')] } }))
      const { bookId } = await shelve(
        draft('Second', {
          metadata: { contributors: [bo('editor')] },
          chapters: [chapter('One', undefined, { contributors: [bo('author')], label: '1' }), chapter('Two')],
        }),
      )
      const book = await findBook(db, bookId)
      assert.ok(book?.kind === 'book')
      const found = await findContributor(db, book.book.contributors[0]?.page.id ?? '')
      assert.deepEqual(
        found?.works.map(({ book, roles, chapters }) => [
          book.title,
          roles,
          chapters.map(({ label, title, roles }) => [label, title, roles]),
        ]),
        [
          ['Second', ['editor'], [['1', 'One', ['author']]]],
          ['First', ['author'], []],
        ],
      )
      assert.deepEqual([found?.total, found?.affiliations, found?.sortName], [2, affiliations, 'Lind, Bo'])
      assert.equal((await findContributor(db, book.book.contributors[0]?.page.id ?? '', 1))?.works.length, 1)
    }))
})

describe('the sitemap', () => {
  it('touches only the part in which a book stands', () =>
    withShelf(async ({ db, shelve }) => {
      for (let n = 0; n < 51; n++) await shelve(draft(`Book ${n}`, { chapters: [chapter('One')] }))
      const later = new Date('2026-04-01T00:00:00.000Z')
      await shelve(draft('Book 0', { chapters: [chapter('One'), chapter('Two')] }), { now: later })
      const parts = await listSitemapParts(db, 'aldine')
      assert.deepEqual(
        parts.map(({ part, updated }) => [part, updated]),
        [
          [0, later.toISOString()],
          [1, NOW.toISOString()],
        ],
      )
      assert.deepEqual(await listSitemapParts(db, 'plantin'), [])
      const first = await listSitemapBooks(db, { press: 'aldine', part: 0 })
      assert.equal(first.length, 50)
      assert.deepEqual(
        first[0]?.chapters.map(({ slug, updated }) => [slug, updated]),
        [
          ['one', NOW.toISOString()],
          ['two', later.toISOString()],
        ],
      )
    }))
})

const anchorOf = (line: string): string =>
  decideAnchors(NO_ANCHORS, text([line]).blocks).live[0]?.anchor ?? ''
