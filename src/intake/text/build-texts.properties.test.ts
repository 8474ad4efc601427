import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { readSample } from './samples/sample-book.ts'

/** Words that occur once in a book, so that each can be looked for. */
type Words = { next: number }

type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'inline'; readonly name: string; readonly inside: readonly Shape[] }
  | { readonly kind: 'block'; readonly name: string; readonly inside: readonly Shape[] }

const INLINE = ['span', 'em', 'b', 'small', 'font', 'unknown', 'q', 'label', 'data', 'ruby']
const BLOCK = [
  'p',
  'div',
  'section',
  'blockquote',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'table',
  'tr',
  'td',
  'th',
  'pre',
  'h2',
  'h5',
  'figure',
  'figcaption',
  'aside',
  'address',
  'center',
  'fieldset',
  'legend',
  'details',
  'summary',
  'header',
  'nav',
  'custom-block',
]

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant({ kind: 'text' } satisfies Shape),
    fc.record({
      kind: fc.constant('inline' as const),
      name: fc.constantFrom(...INLINE),
      inside: fc.array(tie('shape'), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('block' as const),
      name: fc.constantFrom(...BLOCK),
      inside: fc.array(tie('shape'), { maxLength: 4 }),
    }),
  ),
}))

const write = (one: Shape, words: Words): string => {
  if (one.kind === 'text') return ` w${words.next++}w `
  return `<${one.name}>${one.inside.map((inner) => write(inner, words)).join('')}</${one.name}>`
}

const textOf = (html: string): string => {
  const parts: string[] = []
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if ('value' in node) parts.push(node.value)
    if ('childNodes' in node) for (const child of node.childNodes) visit(child)
  }
  for (const child of parseFragment(html).childNodes) visit(child)
  return parts.join(' ')
}

describe('whatever a book is made of', () => {
  it('every word that can be seen is in exactly one chapter, once, and in its text for search', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(shape, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        async (files) => {
          const words: Words = { next: 0 }
          const documents = Object.fromEntries(
            files.map((shapes, i) => [
              `f${i}`,
              `<h1>f${i}</h1>${shapes.map((one) => write(one, words)).join('')}`,
            ]),
          )
          const { html, texts } = await readSample({ documents })
          const shown = textOf(html.join(' ')).match(/w\d+w/g) ?? []
          assert.deepEqual(
            shown.toSorted(),
            Array.from({ length: words.next }, (_, i) => `w${i}w`).toSorted(),
          )
          const plain =
            texts
              .map(({ text }) => text.plain)
              .join(' ')
              .match(/w\d+w/g) ?? []
          assert.deepEqual(plain.toSorted(), shown.toSorted())
        },
      ),
      { numRuns: 60 },
    )
  })

  it('what comes out is well-formed: it parses to the same tree that was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { maxLength: 6 }), async (shapes) => {
        const words: Words = { next: 0 }
        const { html } = await readSample({
          documents: { a: shapes.map((one) => write(one, words)).join('') },
        })
        const page = html.join('')
        const open = [...page.matchAll(/<([a-z][a-z\d-]*)[^>]*>|<\/([a-z][a-z\d-]*)>/g)]
        const stack: string[] = []
        for (const [, start, end] of open) {
          if (start !== undefined && !/^(br|img|hr|wbr|col|source|track)$/.test(start)) stack.push(start)
          if (end !== undefined) assert.equal(stack.pop(), end)
        }
        assert.deepEqual(stack, [])
        // A browser's parser moves nothing about: what is open in our tree is open in its.
        const seen: string[] = []
        const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
          if ('tagName' in node) seen.push(node.tagName)
          if ('childNodes' in node) for (const child of node.childNodes) visit(child)
        }
        for (const child of parseFragment(page).childNodes) visit(child)
        assert.deepEqual(
          seen,
          [...page.matchAll(/<([a-z][a-z\d-]*)/g)].map(([, name]) => name),
        )
      }),
      { numRuns: 60 },
    )
  })
})

const NAMES = [
  'a',
  'img',
  'p',
  'div',
  'svg',
  'math',
  'iframe',
  'object',
  'embed',
  'form',
  'input',
  'button',
  'video',
  'audio',
  'source',
  'track',
  'table',
  'td',
  'meta',
  'link',
  'base',
  'style',
  'script',
  'template',
  'details',
  'math:mi',
  'svg:a',
  'svg:use',
  'svg:image',
  'svg:set',
  'svg:animate',
  'svg:foreignObject',
  'svg:script',
  'svg:style',
]
const ATTRIBUTES = [
  'href',
  'src',
  'srcset',
  'srcdoc',
  'action',
  'formaction',
  'data',
  'poster',
  'background',
  'style',
  'onload',
  'onclick',
  'onerror',
  'ping',
  'xlink:href',
  'from',
  'to',
  'values',
  'attributeName',
  'id',
  'class',
  'title',
  'alt',
  'name',
  'content',
  'http-equiv',
  'fill',
  'transform',
  'aria-label',
  'headers',
  'lang',
  'dir',
  'datetime',
  'start',
]
const VALUES = [
  'javascript:alert(1)',
  ' java\tscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'url(javascript:alert(1))',
  'url(https://evil.example/x)',
  'https://evil.example/x.js',
  '//evil.example/x',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</style><script>alert(1)</script>',
  '<!--',
  ']]>',
  '#x',
  'rtl',
  'expression(alert(1))',
  '\u0000\u202e',
]

const attribute = fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.oneof(fc.constantFrom(...VALUES), fc.string()))

const hostile = fc.letrec<{ node: string }>((tie) => ({
  node: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.uniqueArray(attribute, { selector: ([name]) => name, maxLength: 4 }),
      fc.array(fc.oneof({ maxDepth: 3 }, fc.constantFrom(...VALUES).map(escapeXml), tie('node')), {
        maxLength: 3,
      }),
    )
    .map(([name, attributes, inside]) => {
      const written = attributes.map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')
      return `<${name}${written}>${inside.join('')}</${name}>`
    }),
})).node

function escapeXml(value: string): string {
  return value
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const DANGEROUS = new Set(
  'script style iframe object embed form input button select textarea link meta base frame template applet foreignobject animate set animatetransform animatemotion handler noscript'.split(
    ' ',
  ),
)
const TEXTUAL = new Set(['aria-label', 'alt', 'title', 'label', 'alttext'])
const LOADING = new Set([
  'src',
  'href',
  'poster',
  'srcset',
  'data',
  'action',
  'formaction',
  'background',
  'ping',
])

describe('whatever a hostile book holds', () => {
  it('nothing that acts or loads is left of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 4 }), async (nodes) => {
        const body = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:svg="http://www.w3.org/2000/svg" xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink" lang="en"><head><title>x</title></head><body><p>start</p>${nodes.join('')}</body></html>`
        const { html } = await readSample({ documents: { a: body } })
        const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
          if ('tagName' in node) {
            assert.ok(!DANGEROUS.has(node.tagName.toLowerCase()), node.tagName)
            for (const { name, value } of node.attrs) {
              assert.ok(!/^on|^style$|^srcdoc$/i.test(name), `${node.tagName} ${name}`)
              if (node.tagName !== 'a' && !TEXTUAL.has(name)) assert.doesNotMatch(value, /url\((?!#)/i)
              if (!LOADING.has(name)) continue
              const isLink = node.tagName === 'a' && /^https?:\/\//.test(value)
              assert.ok(isLink || /^(b:|r:|m:|#)/.test(value), `${node.tagName} ${name}=${value}`)
            }
          }
          if ('childNodes' in node) for (const child of node.childNodes) visit(child)
        }
        for (const child of parseFragment(html.join('')).childNodes) visit(child)
      }),
      { numRuns: 150 },
    )
  })
})
