import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { ExclusiveCanonicalization } from 'xml-crypto'
import { canonicalize } from './canonicalize.ts'
import { isSameElement } from './element.ts'
import { parseXml } from './parse-xml.ts'
import { readXmlEvents } from './xml-events.ts'

function canonical(xml: string, inclusive: readonly string[] = []): string {
  let text = ''
  const write = canonicalize((piece) => {
    text += piece
  }, inclusive)
  const reader = readXmlEvents(write)
  reader.write(xml)
  reader.close()
  return text
}

describe('exclusive canonical XML', () => {
  it('is as the recommendation says', () => {
    const cases: readonly (readonly [string, string, string, (readonly string[])?])[] = [
      ['empty elements', '<a  b = "1"\n/>', '<a b="1"></a>'],
      [
        'attributes by namespace, then name',
        '<a xmlns:z="urn:a" xmlns:y="urn:b" y:b="1" z:c="2" d="3" b="4"/>',
        '<a xmlns:y="urn:b" xmlns:z="urn:a" b="4" d="3" z:c="2" y:b="1"></a>',
      ],
      ['declarations that nobody uses', '<a xmlns:x="urn:x"><b xmlns:x="urn:x"/></a>', '<a><b></b></a>'],
      [
        'declarations where they are first used',
        '<a xmlns:x="urn:x"><x:b><x:c/></x:b><x:d/></a>',
        '<a><x:b xmlns:x="urn:x"><x:c></x:c></x:b><x:d xmlns:x="urn:x"></x:d></a>',
      ],
      [
        'a default that is undone',
        '<a xmlns="urn:a"><b xmlns=""><c/></b></a>',
        '<a xmlns="urn:a"><b xmlns=""><c></c></b></a>',
      ],
      [
        'a default undone for nobody',
        '<x:a xmlns:x="urn:x" xmlns="urn:a"><b xmlns=""/></x:a>',
        '<x:a xmlns:x="urn:x"><b></b></x:a>',
      ],
      [
        'a prefix of two meanings',
        '<x:a xmlns:x="urn:1"><x:b xmlns:x="urn:2"/><x:c/></x:a>',
        '<x:a xmlns:x="urn:1"><x:b xmlns:x="urn:2"></x:b><x:c></x:c></x:a>',
      ],
      [
        'prefixes asked for',
        '<a xmlns:x="urn:x" xmlns:y="urn:y"><b xmlns:x="urn:z"/></a>',
        '<a xmlns:x="urn:x"><b xmlns:x="urn:z"></b></a>',
        ['x'],
      ],
      [
        'the default asked for',
        '<x:a xmlns="urn:d" xmlns:x="urn:x"/>',
        '<x:a xmlns="urn:d" xmlns:x="urn:x"></x:a>',
        [''],
      ],
      ['letters in text', '<a>&lt;&gt;&amp;"\'&#13;\t</a>', '<a>&lt;&gt;&amp;"\'&#xD;\t</a>'],
      [
        'letters in attributes',
        '<a b="&lt;>&amp;&quot;\'&#13;&#10;&#9; &#x20;"/>',
        '<a b="&lt;>&amp;&quot;\'&#xD;&#xA;&#x9;  "></a>',
      ],
      ['line ends and white space', '<a b="1\n2\t3">\r\nx\r</a>', '<a b="1 2 3">\nx\n</a>'],
      [
        'comments, instructions, sections',
        '<!--x--><?p?><a><!--y-->1<?q r?><![CDATA[<2>]]></a><!--z-->',
        '<a>1<?q r?>&lt;2&gt;</a>',
      ],
      ['xml:lang', '<a xml:lang="en" xml:space="preserve"/>', '<a xml:lang="en" xml:space="preserve"></a>'],
    ]
    for (const [what, xml, expected, inclusive] of cases)
      assert.equal(canonical(xml, inclusive), expected, what)
  })

  it('is what another library makes of any document', async () => {
    const name = fc.constantFrom('a', 'b', 'p:a', 'q:b')
    const value = fc
      .stringMatching(/^[ -%'-;=?-~é\u{1f4d6}]{0,8}$/u)
      .map((text) => text.replaceAll('"', '&quot;'))
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc
        .record({
          name,
          attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'p:x', 'q:x'), value), {
            selector: ([key]) => key,
          }),
          declared: fc.uniqueArray(fc.tuple(fc.constantFrom('p', 'q'), fc.constantFrom('urn:1', 'urn:2')), {
            selector: ([key]) => key,
            maxLength: 2,
          }),
          children: fc.array(
            fc.oneof(
              { maxDepth: 4 },
              value.map((text) => text.replaceAll('&quot;', '"')),
              tie('node'),
            ),
            { maxLength: 4 },
          ),
        })
        .map(({ name, attributes, declared, children }) => {
          const names = [...declared.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)]
          const given = attributes.filter(
            ([key]) => key !== 'q:x' || !attributes.some(([other]) => other === 'p:x'),
          )
          return `<${name}${names.join('')}${given.map(([key, text]) => ` ${key}="${text}"`).join('')}>${children.join('')}</${name}>`
        }),
    }))
    await fc.assert(
      fc.property(node, (inside) => {
        const xml = `<r xmlns:p="urn:p" xmlns:q="urn:q">${inside}</r>`
        const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement
        assert.equal(canonical(xml), new ExclusiveCanonicalization().process(root, {}))
      }),
      { numRuns: 300 },
    )
  })
})

describe('strict XML', () => {
  it('tells apart what is said, and nothing else', () => {
    const read = (xml: string) => {
      const element = parseXml(xml)
      assert.ok(element.ok, xml)
      return element.value
    }
    const same = (a: string, b: string) => isSameElement(read(a), read(b))
    assert.ok(same('<a x="1" y="2"/>', '<a y="2" x="1"></a>'))
    assert.ok(same('<p:a xmlns:p="urn:x"/>', '<a xmlns="urn:x"/>'))
    assert.ok(same('<a>x&#13;\ny</a>', '<a>x\ny</a>'))
    assert.ok(!same('<a x="1"/>', '<a x="2"/>'))
    assert.ok(!same('<a/>', '<a xmlns="urn:x"/>'))
    assert.ok(!same('<a><b/>x</a>', '<a>x<b/></a>'))
    assert.ok(!same('<a>x</a>', '<a>x </a>'))
    assert.ok(!same('<a p:x="1" xmlns:p="urn:x"/>', '<a x="1"/>'))
  })

  it('refuses everything else by its kind', () => {
    const kind = (xml: string) => {
      const element = parseXml(xml)
      return element.ok ? 'read' : element.error.kind
    }
    for (const xml of [
      '<!DOCTYPE a><a/>',
      '<a><!-- --></a>',
      '<?x?><a/>',
      '<a><![CDATA[x]]></a>',
      '<a xmlns:v="1"/>',
      '<a xmlns="../x"/>',
      '<?xml version="1.1"?><a/>',
      '\ufeff<a/>',
    ])
      assert.equal(kind(xml), 'hidden', xml)
    for (const xml of [
      '',
      'x',
      '<a>',
      '<a/><b/>',
      '<a b="1" b="2"/>',
      '<p:a/>',
      '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>',
      '<a>&x;</a>',
      '<a>\u0000</a>',
    ])
      assert.equal(kind(xml), 'broken', xml)
    for (const xml of ['<a>'.repeat(50) + '</a>'.repeat(50), `<a>${'<b/>'.repeat(6000)}</a>`])
      assert.equal(kind(xml), 'large')
    assert.equal(kind('<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n'), 'read')
  })
})
