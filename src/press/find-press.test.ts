import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { href, paths } from '#web'
import { defaultPress } from './default-press.ts'
import { findPress, locate, sitePress } from './find-press.ts'

const aldine = { ...defaultPress(), slug: 'aldine', name: 'Aldine' }
const vault = {
  ...defaultPress(),
  slug: 'vault',
  name: 'Vault',
  host: 'books.vault.example',
  languages: ['en'] as const,
}
const presses = [aldine, vault]
const ORIGIN = 'https://books.example.org'

describe('locate', () => {
  it('reads language, press and path from the address', () => {
    const located = locate(presses, ORIGIN, '/fr/press/aldine/books?after=x')
    assert.equal(located.press.slug, 'aldine')
    assert.deepEqual(located.place, { origin: ORIGIN, base: '/press/aldine', language: 'fr' })
    assert.equal(located.url, '/books?after=x')
    assert.equal(located.shelf, 'aldine')
  })

  it('knows a press by its own host', () => {
    const located = locate(presses, 'https://BOOKS.vault.example', '/books')
    assert.equal(located.press.slug, 'vault')
    assert.equal(located.place.base, '')
    assert.equal(located.shelf, 'vault')
  })

  it('lists the books of all presses where no press is named', () => {
    const located = locate(presses, ORIGIN, '/')
    assert.equal(located.press.slug, 'house')
    assert.equal(located.shelf, null)
  })

  it('leaves an unknown press and an unoffered language to be not found', () => {
    assert.equal(locate(presses, ORIGIN, '/press/nobody/books').url, '/press/nobody/books')
    assert.equal(locate(presses, 'https://books.vault.example', '/fr/books').url, '/fr/books')
  })

  it('leads every link of a page back to the same place', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('en' as const, 'fr' as const),
        fc.constantFrom('', '/press/aldine'),
        fc.constantFrom(paths.home, paths.books, paths.about, '/frontiers', '/press', '/pressing'),
        (language, base, path) => {
          const place = { origin: ORIGIN, base, language }
          const located = locate(presses, ORIGIN, href(place, path))
          assert.deepEqual(located.place, place)
          assert.equal(located.url, path)
        },
      ),
    ))
})

describe('who speaks', () => {
  it('is the only press there is, or the house', () => {
    assert.equal(sitePress([aldine]).slug, 'aldine')
    assert.equal(sitePress([]).name, 'Chapterhouse')
    assert.equal(sitePress(presses).slug, 'house')
  })

  it('is the house for a book whose press is configured no longer', () =>
    assert.equal(findPress(presses, 'gone').slug, 'house'))
})
