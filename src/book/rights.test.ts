import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rightsOfChapter } from './rights.ts'

const OPEN = 'https://creativecommons.org/licenses/by/4.0/'
const rights = { statement: '© 2026 the press', holder: 'The press', licence: OPEN, contact: null }

describe('the rights of a chapter', () => {
  it('are those of its book, without its public licence where the chapter is closed', () => {
    const of = (openness: 'open' | 'closed') =>
      rightsOfChapter({ rights: null, openness }, { rights, openness: 'open' })
    assert.deepEqual(of('open'), rights)
    assert.deepEqual(of('closed'), { ...rights, licence: null })
    const said = { ...rights, statement: 'Licensed under Creative Commons, CC BY 4.0.' }
    const closed = rightsOfChapter({ rights: null, openness: 'closed' }, { rights: said, openness: 'open' })
    assert.equal(closed.statement, null)
  })

  it('are its own where it says so, and the book’s where the whole book is closed', () => {
    const own = { ...rights, holder: 'Ada' }
    const book = { rights, openness: 'open' } as const
    assert.equal(rightsOfChapter({ rights: own, openness: 'closed' }, book), own)
    assert.equal(
      rightsOfChapter({ rights: null, openness: 'closed' }, { rights, openness: 'closed' }),
      rights,
    )
  })
})
