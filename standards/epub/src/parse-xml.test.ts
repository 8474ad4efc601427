import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type ParsedXml, parseXml, type XmlDocument, type XmlLimits } from './parse-xml.ts'
import { rulesOf } from './samples/books.ts'
import { withoutLines, xmlTree } from './samples/xml-trees.ts'
import { attr, descendants, findById, hasToken, textOf } from './walk-xml.ts'
import { writeXml } from './write-xml.ts'
import { SVG, XHTML, XLINK } from './xml.ts'

const parse = (input: string | Uint8Array, limits: Partial<XmlLimits> = {}): ParsedXml =>
  parseXml(input, { file: 'a.xhtml', limits })

const read = (input: string | Uint8Array): XmlDocument => {
  const parsed = parse(input)
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.error.message)
  return parsed
}

const refused = (input: string | Uint8Array, limits: Partial<XmlLimits> = {}) => {
  const parsed = parse(input, limits)
  assert.ok(!parsed.ok)
  return parsed.error
}

const utf16 = (text: string, order: 'le' | 'be'): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

describe('parseXml', () => {
  it('tells elements, namespaces, attributes and lines', () => {
    const { root } = read(
      `<html xmlns="${XHTML}"\n xmlns:x="${XLINK}">\n<svg xmlns="${SVG}"><a x:href="#b" id="b">t</a></svg></html>`,
    )
    const link = findById(root, 'b')
    assert.ok(link)
    assert.deepEqual([root.namespace, link.namespace, link.line, root.line], [XHTML, SVG, 3, 1])
    assert.equal(attr(link, 'href', XLINK), '#b')
    assert.equal(attr(link, 'href'), null)
  })

  it('reads back whatever writeXml writes', () => {
    void fc.assert(
      fc.property(xmlTree, (tree) => {
        assert.deepEqual(withoutLines(read(writeXml(tree)).root), tree)
      }),
      { numRuns: 300 },
    )
  })

  it('never throws, whatever the bytes', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<a b="',
      '"',
      '&',
      ';',
      '<!DOCTYPE a [',
      '<!ENTITY x "',
      ']>',
      '<![CDATA[',
      ']]>',
      '<?xml ',
      '?>',
      '<!--',
      '-->',
      'x',
      ':',
    )
    void fc.assert(
      fc.property(fc.array(piece), (pieces) => void parse(pieces.join(''))),
      { numRuns: 500 },
    )
    void fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parse(bytes)))
  })

  it('joins text across comments, CDATA sections and entities', () => {
    const { root } = read('<p>a<!-- x -->b<![CDATA[<&]]>&amp;&#x41;c</p>')
    assert.deepEqual(root.children, [{ kind: 'text', text: 'ab<&&Ac' }])
  })

  it('reads UTF-8 and UTF-16, by mark or by their first characters', () => {
    const source = '<?xml version="1.0" encoding="UTF-16"?><p>é漢</p>'
    const mark = '\ufeff'
    for (const bytes of [
      utf16(source, 'le'),
      utf16(source, 'be'),
      utf16(mark + source, 'le'),
      utf16(mark + source, 'be'),
    ])
      assert.equal(textOf(read(bytes).root), 'é漢')
    assert.equal(textOf(read(new TextEncoder().encode(`${mark}<p>é漢</p>`)).root), 'é漢')
    assert.deepEqual(rulesOf(read(utf16(source, 'le')).issues), ['document-is-utf-8'])
  })

  it('reads an old encoding that is declared, and says so', () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><p>\u00e9</p>', 'latin1')
    const { root, issues } = read(bytes)
    assert.equal(textOf(root), 'é')
    assert.equal(issues[0]?.severity, 'error')
    assert.equal(
      refused(Buffer.from('<?xml version="1.0" encoding="x-none"?><p/>')).rule,
      'document-is-utf-8',
    )
    assert.equal(refused(Buffer.from([0x3c, 0x70, 0x3e, 0xe9, 0x3c])).rule, 'document-is-utf-8')
  })

  it('says which element is not closed, and where', () => {
    const error = refused('<a>\n<b>\n<c>\n</b></a>')
    assert.equal(error.rule, 'document-is-well-formed')
    assert.match(error.message, /<c> of line 3 is not closed/)
    assert.equal(error.line, 4)
  })

  it('knows the characters that XHTML names, and asks for a declaration where there is none', () => {
    const declared = read(
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><p>&nbsp;&eacute;&Alpha;&hearts;</p>',
    )
    assert.equal(textOf(declared.root), '\u00a0éΑ♥')
    assert.deepEqual(declared.issues, [])
    const bare = read('<!DOCTYPE html><p title="&eacute;">&eacute;&amp;</p>')
    assert.equal(textOf(bare.root), 'é&')
    assert.deepEqual(rulesOf(bare.issues), ['document-is-well-formed'])
  })

  it('keeps an entity that stands for nothing as it was written', () => {
    const { root, issues } = read('<p>&constructor;&toString;</p>')
    assert.equal(textOf(root), '&constructor;&toString;')
    assert.equal(issues.length, 2)
  })

  it('expands the entities a document declares for itself, tags included', () => {
    const { root } = read(
      `<!DOCTYPE p [<!-- <!ENTITY no "x"> --><!ENTITY press "Rook &amp; Vale"><!ENTITY sign "<b>&press;</b>"><!ENTITY press "later"><!ENTITY gt2 '"&#62;"'>]><p>&sign; &press; &gt2;<![CDATA[&sign;]]></p>`,
    )
    assert.equal(textOf(root), 'Rook & Vale Rook & Vale ">"&sign;')
    assert.equal([...descendants(root, 'b')].length, 1)
  })

  it('never fetches what lies outside', () => {
    const { issues } = read(
      '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://a.example/">]><p>&x;</p>',
    )
    assert.deepEqual(rulesOf(issues), [
      'document-type-is-plain',
      'document-type-is-plain',
      'document-is-well-formed',
    ])
  })

  it('does not laugh a billion times', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n} "${`&e${n + 1};`.repeat(10)}">`).join(
      '',
    )
    for (const last of ['lol', '<b>lol</b>']) {
      const error = refused(`<!DOCTYPE p [${levels}<!ENTITY e12 "${last}">]><p>&e0;</p>`)
      assert.equal(error.rule, 'entity-expansion-is-bounded')
    }
    const wide = `<!DOCTYPE p [<!ENTITY a "${'x'.repeat(10_000)}">]><p>${'&a;'.repeat(1000)}</p>`
    assert.equal(refused(wide).rule, 'entity-expansion-is-bounded')
  })

  it('does not run in circles', () => {
    for (const values of [
      ['&b;', '&a;'],
      ['<i>&b;</i>', '<i>&a;</i>'],
      ['&a;', 'x'],
    ])
      assert.equal(
        refused(`<!DOCTYPE p [<!ENTITY a "${values[0]}"><!ENTITY b "${values[1]}">]><p>&a;</p>`).rule,
        'entity-expansion-is-bounded',
      )
  })

  it('stops at limits of depth, size and number', () => {
    assert.equal(refused('<a>'.repeat(600)).rule, 'document-depth-is-bounded')
    assert.equal(refused(`<a>${'<b/>'.repeat(20)}</a>`, { maxElements: 10 }).rule, 'document-size-is-bounded')
    assert.equal(refused('<a>123456789</a>', { maxCharacters: 10 }).rule, 'document-size-is-bounded')
  })

  it('mends a forgotten prefix and a forgotten namespace, and says so', () => {
    const { root, issues } = read('<html><p epub:type="bridgehead" m:x="1" own:y="2"/></html>')
    assert.equal(root.namespace, XHTML)
    const [p] = [...descendants(root)]
    assert.ok(p && p.namespace === XHTML && hasToken(p, 'epub:type', 'bridgehead'))
    assert.equal(issues.length, 4)
  })

  it('keeps the instructions that name style sheets', () => {
    const { instructions } = read(
      '<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    )
    assert.deepEqual(instructions, [{ target: 'xml-stylesheet', body: 'href="a.css"' }])
  })
})

describe('writeXml', () => {
  const written = (source: string): string => writeXml(read(source).root, { declaration: false })

  it('writes drawings and formulas as people do, with prefixes declared once', () => {
    const source = `<html xmlns="${XHTML}" xmlns:xlink="${XLINK}"><svg xmlns="${SVG}"><a xlink:href="#a"/></svg><p></p><br/></html>`
    assert.equal(written(source), source)
  })

  it('leaves no way out of a text or an attribute', () => {
    const text = '"\'<b>&amp;]]>\u0000\ud800'
    const tree = {
      kind: 'element' as const,
      name: 'p',
      namespace: '',
      line: 1,
      children: [{ kind: 'text' as const, text }],
      attributes: [{ name: 'a', namespace: '', value: text }],
    }
    assert.equal(textOf(read(writeXml(tree)).root), '"\'<b>&amp;]]>\ufffd\ufffd')
    assert.throws(() => writeXml({ ...tree, name: 'p onload="x"' }), /no XML name/)
  })
})
