import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readDocument } from './read-document.ts'
import { readStyleSheet } from './read-style-sheet.ts'
import { readStyles } from './read-styles.ts'
import { packageOf, xhtml } from './samples/books.ts'
import { meaningOfDeclaration, type StyleMeaning } from './style-meaning.ts'
import { findById } from './walk-xml.ts'

/** The meaning of the element with the id x. */
const meaning = async (
  body: string,
  css: string,
  { head = '', files = {} }: { head?: string; files?: Record<string, string> } = {},
): Promise<StyleMeaning> => {
  const book = await packageOf({
    files: {
      'EPUB/one.xhtml': xhtml(body, `<title>t</title>${head}<style>${css.replaceAll('>', '&gt;')}</style>`),
      ...files,
    },
  })
  const document = readDocument(book.container, 'EPUB/one.xhtml')
  assert.ok(document.ok)
  const element = findById(document.root, 'x')
  assert.ok(element)
  return readStyles(book, 'EPUB/one.xhtml', document.root).meaningOf(element)
}

describe('meaningOfDeclaration', () => {
  const told: readonly (readonly [string, string, StyleMeaning | null])[] = [
    ['font-style', 'Italic', { italic: true }],
    ['font-style', 'oblique 10deg', { italic: true }],
    ['font-style', 'normal', { italic: false }],
    ['font-style', 'inherit', null],
    ['font-weight', '700', { bold: true }],
    ['font-weight', '400', { bold: false }],
    ['font-variant', 'small-caps', { smallCaps: true }],
    ['font-variant-caps', 'all-small-caps', { smallCaps: true }],
    ['font', 'italic small-caps bold 1em/1.2 "Serif", serif', { italic: true, smallCaps: true, bold: true }],
    ['font', '12px serif', { italic: false, smallCaps: false, bold: false }],
    ['font', 'inherit', null],
    ['vertical-align', 'super', { position: 'super' }],
    ['vertical-align', '0.4em', { position: 'super' }],
    ['vertical-align', '-25%', { position: 'sub' }],
    ['vertical-align', 'top', null],
    ['text-decoration', 'underline line-through red', { underline: true, lineThrough: true }],
    ['text-decoration', 'none', { underline: false, lineThrough: false }],
    ['display', 'none', { hidden: true }],
    ['display', 'block', { hidden: false, block: true }],
    ['visibility', 'hidden', { invisible: true }],
    ['white-space', 'pre-wrap', { preserved: true }],
    ['-epub-writing-mode', 'vertical-rl', { vertical: true }],
    ['text-align', 'center', { align: 'center' }],
    ['direction', 'rtl', { direction: 'rtl' }],
    ['-webkit-text-emphasis-style', 'filled sesame', { emphasised: true }],
    ['list-style', 'lower-alpha inside', { listStyle: 'lower-alpha' }],
    ['page-break-before', 'always', { breakBefore: true }],
    ['break-after', 'recto', { breakAfter: true }],
    ['color', 'red', null],
  ]
  for (const [property, value, expected] of told)
    it(`reads ${property}: ${value}`, () => assert.deepEqual(meaningOfDeclaration(property, value), expected))
})

describe('readStyles', () => {
  it('knows elements by type, class, id, attribute, ancestors and parent', async () => {
    const body =
      '<section class="poem"><p><span id="x" class="a b" epub:type="z3998:verse">t</span></p></section>'
    for (const selector of [
      'span',
      '.a',
      'span.b.a',
      '#x',
      '[class~=b]',
      '[epub|type~="z3998:verse"]',
      '.poem span',
      'section p > span',
      'section>p>*',
      'body .poem  .a',
      'q, .a',
    ])
      assert.deepEqual(await meaning(body, `${selector} { font-style: italic }`), { italic: true }, selector)
    for (const selector of [
      'p',
      '.c',
      'span.c',
      'section > span',
      'p.poem span',
      '.a:hover',
      'p + span',
      'span::first-letter',
      ':not(.z)',
      '[class=a]',
    ])
      assert.deepEqual(await meaning(body, `${selector} { font-style: italic }`), {}, selector)
  })

  it('tries further ancestors when the nearest does not fit', async () => {
    const body = '<div class="a"><div class="b"><div><div class="b"><i id="x">t</i></div></div></div></div>'
    assert.deepEqual(await meaning(body, '.a > .b i { font-weight: bold }'), { bold: true })
  })

  it('lets the more specific, the later, the own style and the important win', async () => {
    const body = '<p id="x" class="a" style="text-align: right">t</p>'
    assert.deepEqual(
      await meaning(body, '#x { font-style: normal } .a { font-style: italic } p { text-align: center }'),
      { italic: false, align: 'right' },
    )
    assert.deepEqual(
      await meaning(body, 'p { font-style: italic } p { font-style: normal; font-weight: bold }'),
      { italic: false, bold: true, align: 'right' },
    )
    assert.deepEqual(await meaning(body, 'p { text-align: center !important }'), { align: 'center' })
  })

  it('follows linked and imported sheets inside the book, round trips and all, and nothing outside', async () => {
    const files = {
      'EPUB/css/a.css':
        '@import url("b.css"); @import "a.css"; @import "https://a.example/c.css"; p { font-style: italic }',
      'EPUB/css/b.css': '@import "a.css"; p { font-style: normal; direction: rtl }',
    }
    const head =
      '<link rel="stylesheet" href="css/a.css" type="text/css"/><link rel="alternate stylesheet" href="css/b.css"/><link rel="stylesheet" href="https://a.example/"/>'
    assert.deepEqual(await meaning('<p id="x">t</p>', '', { head, files }), {
      italic: true,
      direction: 'rtl',
    })
  })

  it('believes what is said of screens, and not what is said of print or of single readers', async () => {
    const css =
      '@media screen { p { font-style: italic } } @media print { p { display: none } } @media amzn-kf8 { p { display: none } } @supports (x: y) { p { font-weight: bold } }'
    assert.deepEqual(await meaning('<p id="x">t</p>', css), { italic: true, bold: true })
  })

  it('goes on after an error, as CSS asks', async () => {
    assert.deepEqual(
      await meaning('<p id="x">t</p>', 'p { color: ; font-style: italic; } } ]] p { font-weight: bold'),
      { italic: true },
    )
  })

  it('never throws, whatever a sheet holds', () => {
    const piece = fc.constantFrom(
      'p',
      '.a',
      '{',
      '}',
      ';',
      'font-style:italic',
      '@media',
      '@import',
      '(',
      ')',
      '"',
      '/*',
      '*/',
      '\\',
      '>',
      '[',
      ']',
      ':',
      ',',
      ' ',
      '&',
      '\0',
    )
    void fc.assert(
      fc.property(fc.array(piece), (pieces) => void readStyleSheet(pieces.join(''))),
      { numRuns: 500 },
    )
    for (const deep of ['(', '[', '{', '@media screen{', 'a{b:(', ':not('])
      readStyleSheet(deep.repeat(100_000))
  })
})
