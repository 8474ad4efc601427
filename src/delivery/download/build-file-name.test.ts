import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { buildChapterFileName } from './build-file-name.ts'

const identifiers = { key: 'k', doi: null, others: [], isbns: [{ value: '9781474467230', format: null }] }
const chapter = {
  label: '5',
  type: 'chapter',
  position: 7,
  pages: { first: '214', last: '262' },
  title: 'Post-Stalin Purge Defectors, 1953–1954',
} as const

describe('buildChapterFileName', () => {
  it('says which book, which chapter, which pages and what about', () => {
    assert.equal(
      buildChapterFileName({ title: 'Soviet Defectors', identifiers }, chapter),
      '9781474467230_c05_p214-262_post-stalin-purge-defectors-1953-1954.epub',
    )
  })

  it('takes the title of a book without an ISBN, and the place of a chapter without a number', () => {
    const book = { title: 'The Économie of Peace', identifiers: { ...identifiers, isbns: [] } }
    assert.equal(
      buildChapterFileName(book, {
        ...chapter,
        type: 'preface',
        label: null,
        pages: null,
        position: 0,
        title: 'Préface',
      }),
      'the-economie-of-peace_preface-1_preface.epub',
    )
  })

  it('is a plain short name whatever the title holds', () => {
    void fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ maxLength: 20 }),
        (title, label) => {
          const name = buildChapterFileName(
            { title, identifiers: { ...identifiers, isbns: [] } },
            { ...chapter, title, label },
          )
          assert.match(name, /^[a-z0-9_-]{1,140}\.epub$/)
        },
      ),
    )
  })
})
