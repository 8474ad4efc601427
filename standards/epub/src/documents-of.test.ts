import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { documentsOf } from './documents-of.ts'
import { type BookParts, packageOf, rulesOf, xhtml } from './samples/books.ts'
import type { EpubRange } from './types.ts'
import { findElement, textOf } from './walk-xml.ts'

const THREE: BookParts = {
  manifest: ['a', 'b', 'c']
    .map((id) => `<item id="${id}" href="${id}.xhtml" media-type="application/xhtml+xml"/>`)
    .join(''),
  spine: '<itemref idref="a"/><itemref idref="b" linear="no"/><itemref idref="a"/><itemref idref="c"/>',
  files: {
    'EPUB/nav.xhtml': null,
    'EPUB/a.xhtml': xhtml('<h1 id="a1">a1</h1><p>one</p><h1 id="a2">a2</h1><p>two</p>'),
    'EPUB/b.xhtml': xhtml('<p>aside</p>'),
    'EPUB/c.xhtml': xhtml('<p id="top">three</p><p id="c2">four</p>'),
  },
}

const read = async (from: [string, string | null], to: [string, string | null] | null) => {
  const place = ([path, id]: [string, string | null]) => ({ path: `EPUB/${path}.xhtml`, id })
  const range: EpubRange = { from: place(from), to: to === null ? null : place(to) }
  const { documents, issues } = documentsOf(await packageOf(THREE), range)
  const text = documents.map(({ path, root }) => `${path.at(5)}:${textOf(findElement(root, 'body') ?? root)}`)
  return { text: text.join(' '), rules: rulesOf(issues) }
}

describe('documentsOf', () => {
  it('follows the spine, non-linear documents at their place and each file once', async () => {
    assert.equal((await read(['a', null], null)).text, 'a:a1onea2two b:aside c:threefour')
  })

  it('cuts the first and the last document', async () => {
    assert.equal((await read(['a', 'a2'], ['c', 'c2'])).text, 'a:a2two b:aside c:three')
    assert.equal((await read(['a', 'a1'], ['a', 'a2'])).text, 'a:a1one')
    assert.equal((await read(['a', 'a2'], ['c', null])).text, 'a:a2two b:aside')
  })

  it('leaves out a document of which nothing is left', async () => {
    assert.equal((await read(['b', null], ['c', 'top'])).text, 'b:aside')
    assert.equal((await read(['a', 'a2'], ['a', 'a1'])).text, '')
    assert.equal((await read(['c', null], ['a', null])).text, '')
  })

  it('says when an id is not there, and takes the start of the file', async () => {
    const { text, rules } = await read(['c', 'nowhere'], null)
    assert.equal(text, 'c:threefour')
    assert.deepEqual(rules, ['link-target-exists'])
  })

  it('says when a file is not in the spine, or not there at all', async () => {
    assert.deepEqual((await read(['d', null], null)).rules, [
      'link-leads-into-the-reading-order',
      'resource-is-in-the-container',
    ])
    const { text, rules } = await read(['b', null], ['d', null])
    assert.deepEqual([text, rules], ['b:aside', ['link-leads-into-the-reading-order']])
  })

  it('passes over a document that cannot be read, and says so', async () => {
    const book = await packageOf({ files: { 'EPUB/one.xhtml': '<html><p></html>' } })
    const { documents, issues } = documentsOf(book, { from: { path: 'EPUB/one.xhtml', id: null }, to: null })
    assert.deepEqual([documents.length, rulesOf(issues)], [1, ['document-is-well-formed']])
  })
})
