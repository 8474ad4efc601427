import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeBytes, writeDate, writeLanguage } from './written.ts'

describe('dates', () => {
  it('invent no day and no month', () => {
    assert.equal(writeDate('2020', 'en'), '2020')
    assert.equal(writeDate('2020-10', 'en'), 'October 2020')
    assert.equal(writeDate('2020-10-20', 'en'), '20 October 2020')
    assert.equal(writeDate('2020-10-20', 'fr'), '20 octobre 2020')
  })

  it('are those of the press, not those of the machine’s time zone', () =>
    assert.equal(writeDate('2024-01-01', 'en'), '1 January 2024'))
})

describe('sizes', () => {
  it('are told as a person tells them', () => {
    assert.equal(writeBytes(412_000, 'en'), '412 kB')
    assert.equal(writeBytes(6_330_000, 'en'), '6.3 MB')
    assert.equal(writeBytes(12, 'en'), '0.1 kB')
    assert.match(writeBytes(6_330_000, 'fr'), /^6,3\sMo$/)
  })
})

describe('languages', () => {
  it('are named in the language of the interface', () => {
    assert.equal(writeLanguage('de', 'en'), 'German')
    assert.equal(writeLanguage('de', 'fr'), 'allemand')
  })

  it('stay as they are when nobody has a name for them', () =>
    assert.equal(writeLanguage('not a tag', 'en'), 'not a tag'))
})
