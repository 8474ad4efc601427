import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { contrast, fromOklch, hueOf, PAPER, parseColour, RUBRIC, toHex } from './colour.ts'

const tokens = readFileSync(join(import.meta.dirname, 'styles/1-tokens.css'), 'utf8')

/** `--ink: light-dark(oklch(…), oklch(…))`, as both schemes see it. */
function token(name: string) {
  const value = new RegExp(`--${name}: light-dark\\((oklch\\([^)]*\\)), (oklch\\([^)]*\\))\\)`).exec(tokens)
  return { light: parse(value?.[1] ?? name), dark: parse(value?.[2] ?? name) }
}

function parse(text: string) {
  const colour = parseColour(text)
  assert.ok(colour, text)
  return colour
}

describe('colours', () => {
  it('know the contrast of black and white', () => {
    assert.equal(contrast(parse('#000'), parse('#fff')), 21)
    assert.equal(contrast(parse('#fff'), parse('#ffffff')), 1)
  })

  it('turn a known oklch into its sRGB', () => {
    assert.equal(toHex(parse('oklch(62.8% .2577 29.23)')), '#ff0000')
    assert.equal(toHex(parse('oklch(1 0 0)')), '#ffffff')
  })

  it('refuse what is no colour of these notations', () => {
    for (const text of ['red', '#12', 'rgb(1,2,3)', 'url(x)', '#12345g', 'oklch(1 1)'])
      assert.equal(parseColour(text), null)
  })

  it('keep a hue on the way there and back', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), (hue) => {
        const back = hueOf(fromOklch(0.6, 0.05, hue))
        assert.ok(Math.min(Math.abs(back - hue), 360 - Math.abs(back - hue)) < 1.5)
      }),
    ))
})

describe('the house colours', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`let every word be read on both papers, ${scheme}`, () => {
      for (const ground of ['paper', 'paper-deep'])
        for (const ink of ['ink', 'ink-soft', 'rubric'])
          assert.ok(contrast(token(ink)[scheme], token(ground)[scheme]) >= 4.5, `${ink} on ${ground}`)
    })

    it(`are those the presses' colours are measured against, ${scheme}`, () => {
      assert.equal(toHex(token('paper')[scheme]), toHex(parse(PAPER[scheme])))
      assert.equal(toHex(token('rubric')[scheme]), toHex(parse(RUBRIC[scheme])))
    })
  }

  it('let the solid act be read, whatever the hour', () =>
    assert.ok(contrast(parse('oklch(50% .16 30)'), parse(PAPER.light)) >= 4.5))
})
