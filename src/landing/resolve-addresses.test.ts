import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { resolveAddresses } from './resolve-addresses.ts'

const at = {
  place: { origin: 'https://books.example.org', base: '/press/aldine', language: 'fr' as const },
  chapter: { id: 'c0000000000000me', slug: 'here' },
  section: 1,
  slugs: new Map([['c00000000000000b', 'there']]),
}

describe('resolveAddresses', () => {
  it('leads to other chapters of the book, in the same language and on the same press', () =>
    assert.equal(
      resolveAddresses('<a href="chapter:c00000000000000b.2#n5">5</a>', at),
      '<a href="/fr/press/aldine/chapters/there/c00000000000000b/2#n5">5</a>',
    ))

  it('stays on the page for what stands on it', () => {
    assert.equal(resolveAddresses('<a href="chapter:c0000000000000me#p3">', at), '<a href="#p3">')
    assert.equal(resolveAddresses('<a href="chapter:c0000000000000me.1#p3">', at), '<a href="#p3">')
    assert.match(
      resolveAddresses('<a href="chapter:c0000000000000me.2#p3">', at),
      /here\/c0000000000000me\/2#p3"/,
    )
    assert.match(
      resolveAddresses('<a href="chapter:c0000000000000me">', at),
      /chapters\/here\/c0000000000000me"/,
    )
  })

  it('asks for pictures in the name of the chapter that shows them', () =>
    assert.equal(
      resolveAddresses('<img alt="a" src="media:ab12.png"><video poster="media:cd.jpg">', at),
      '<img alt="a" src="/media/c0000000000000me/ab12.png"><video poster="/media/c0000000000000me/cd.jpg">',
    ))

  it('leaves other addresses, and words that look like ours, alone', () => {
    const text = '<a href="https://example.org/chapter:x">href=&quot;chapter:x&quot; media:y</a>'
    assert.equal(resolveAddresses(text, at), text)
  })

  it('leaves none of our schemes behind', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('href', 'src', 'poster'),
            fc.constantFrom('chapter:c1', 'chapter:c1.2#a', 'media:x.png'),
          ),
        ),
        (pairs) => {
          const text = pairs.map(([name, address]) => `<x ${name}="${address}">`).join('')
          assert.doesNotMatch(resolveAddresses(text, at), /="(chapter|media):/)
        },
      ),
    ))
})
