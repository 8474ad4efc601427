import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { resolveHref } from './resolve-href.ts'

const path = (base: string, href: string): string => {
  const reference = resolveHref(base, href)
  return reference.kind === 'inside' ? `${reference.path}#${reference.fragment ?? ''}` : reference.kind
}

describe('resolveHref', () => {
  it('follows relative paths from the file in which they stand', () => {
    assert.equal(path('EPUB/text/a.xhtml', 'b.xhtml#x'), 'EPUB/text/b.xhtml#x')
    assert.equal(path('EPUB/text/a.xhtml', '../img/c%20d.png'), 'EPUB/img/c d.png#')
    assert.equal(path('EPUB/a.xhtml', '/META-INF/x'), 'META-INF/x#')
  })

  it('takes a fragment alone, or nothing, for the file itself', () => {
    assert.equal(path('EPUB/ä b.xhtml', '#%E6%BC%A2'), 'EPUB/ä b.xhtml#漢')
    assert.equal(path('EPUB/a.xhtml', ''), 'EPUB/a.xhtml#')
  })

  it('tells addresses outside the book apart', () => {
    for (const href of [
      'https://a.example/',
      'mailto:a@a.example',
      '//a.example/x',
      'data:text/html,x',
      'file:///etc/passwd',
      'javascript:x',
    ])
      assert.equal(path('EPUB/a.xhtml', href), 'outside', href)
  })

  it('never leaves the container', () => {
    assert.equal(path('EPUB/a.xhtml', '../../../../x'), 'x#')
    assert.equal(path('EPUB/a.xhtml', '..%2F..%2F..%2Fetc'), 'invalid')
    const piece = fc.constantFrom(
      '..',
      '/',
      '%2e%2e',
      '%2F',
      '\\',
      '%',
      '%00',
      'a',
      '#',
      '?',
      ' ',
      '%E9',
      ':',
    )
    void fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (href) => {
          const reference = resolveHref('EPUB/text/a.xhtml', href)
          if (reference.kind === 'inside')
            assert.ok(!reference.path.split('/').includes('..') && !reference.path.startsWith('/'))
        },
      ),
    )
  })

  it('lets a stray percent sign mean itself', () => {
    assert.equal(path('a.xhtml', '100%.xhtml#50%'), '100%.xhtml#50%')
  })

  it('leads back from any path, however it is named', () => {
    void fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'aZ9 #?%&+;é漢אê'), minLength: 1, maxLength: 20 }),
        (name) => {
          assert.equal(path('EPUB/x.opf', encodeURIComponent(name)), `EPUB/${name.normalize('NFC')}#`)
        },
      ),
    )
  })
})
