import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { renderGeneratedCover } from './generated-cover.ts'

const cover = (title: string, more = {}) =>
  renderGeneratedCover({
    id: 'b000000000000001',
    title,
    contributors: 'Somebody',
    press: 'A Press',
    language: 'en',
    direction: 'ltr',
    hue: 30,
    ...more,
  })

function lines(svg: string): readonly string[] {
  return [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map((match) => match[1] ?? '')
}

describe('a generated cover', () => {
  it('is a well-formed drawing, whatever the title', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        // Control characters cannot occur in XML; intake has removed them from titles.
        const parser = new SaxesParser()
        parser.on('error', (error) => assert.fail(error))
        parser.write(cover(title.replace(/\p{C}/gu, ''))).close()
      }),
    ))

  it('loses no word of an ordinary title', () => {
    const title = 'Rooms for Reading Aloud: Chapter Houses and Their Listeners'
    assert.equal(lines(cover(title)).join(' '), title)
  })

  it('breaks a word that is wider than the cover', () =>
    assert.ok(lines(cover('Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung')).length > 1))

  it('breaks a title in a script without spaces', () =>
    assert.ok(lines(cover('声に出して読む石の部屋と木の部屋', { language: 'ja' })).length > 1))

  it('is always the same for one book', () => assert.equal(cover('Silence'), cover('Silence')))
})
