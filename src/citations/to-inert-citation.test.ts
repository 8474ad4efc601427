import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { toInertCitation } from './to-inert-citation.ts'

const ALLOWED = ['i', 'b', 'sup', 'sub', 'span', 'a']

function elements(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): DefaultTreeAdapterTypes.Element[] {
  return nodes.flatMap((node) => ('tagName' in node ? [node, ...elements(node.childNodes)] : []))
}

describe('toInertCitation', () => {
  it('keeps italics and makes addresses links', () => {
    const { html, text } = toInertCitation(
      '<div class="csl-entry">Reed, T. <i>Lamps</i>. https://doi.org/10.5555/x.</div>',
    )
    assert.equal(
      html.text,
      'Reed, T. <i>Lamps</i>. <a href="https://doi.org/10.5555/x">https://doi.org/10.5555/x</a>.',
    )
    assert.equal(text, 'Reed, T. Lamps. https://doi.org/10.5555/x.')
  })

  it('drops the number of a list with one entry', () => {
    const markup =
      '<div class="csl-entry"><div class="csl-left-margin">1. </div><div class="csl-right-inline">Reed T.</div></div>'
    assert.equal(toInertCitation(markup).html.text, 'Reed T.')
  })

  it('turns small capitals into a class, since no style may stand in a page', () => {
    const markup = '<span style="font-variant:small-caps;">Reed</span>'
    assert.equal(toInertCitation(markup).html.text, '<span class="small-capitals">Reed</span>')
  })

  it('lets a script be text', () => {
    const { html } = toInertCitation('<i>A</i><script>alert(1)</script><img src=x onerror="alert(1)">')
    assert.doesNotMatch(html.text, /<(script|img)/)
  })

  it('leaves only tags of ours, closed, whatever it is given', async () => {
    const piece = fc.constantFrom(
      ...[
        '<i>',
        '</i>',
        '<b>',
        '</b>',
        '<div class="csl-entry">',
        '</div>',
        '<script>',
        '<',
        '>',
        '&#60;',
        '&lt;',
      ],
      ...[
        '<a href="javascript:alert(1)">',
        '"',
        "'",
        'https://x.example/"onload="',
        'text',
        '<span onclick="x">',
      ],
      ...['<svg/onload=alert(1)>', '<!--', '-->', '</p>', '<i style="x">', 'doi:10.5555/<b>'],
    )
    await fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        const { html } = toInertCitation(pieces.join(''))
        for (const element of elements(parseFragment(html.text).childNodes)) {
          assert.ok(ALLOWED.includes(element.tagName), html.text)
          for (const { name, value } of element.attrs) {
            assert.ok(name === 'class' || name === 'href', html.text)
            if (name === 'href') assert.match(value, /^https?:\/\//)
          }
        }
        const count = (pattern: RegExp) => html.text.match(pattern)?.length ?? 0
        assert.equal(count(/<[a-z]/g), count(/<\//g), html.text)
      }),
    )
  })
})
