import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseDoi } from './parse-doi.ts'
import { parseIsbn } from './parse-isbn.ts'
import { parseIssn } from './parse-issn.ts'
import { parseLanguage } from './parse-language.ts'
import { findLicence, parseLicence } from './parse-licence.ts'
import { parseOrcid } from './parse-orcid.ts'
import { pageNumber, parsePages, romanNumber, runsBackward } from './parse-pages.ts'
import { parseAmount } from './parse-price.ts'
import { parseRor } from './parse-ror.ts'
import { isBisacCode, isThemaCode } from './parse-subject.ts'

const value = <T>(
  parsed: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
) => (parsed.ok ? parsed.value : parsed.error)

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })

describe('ISBN', () => {
  it('reads every spelling of one number as one number', () => {
    for (const spelling of [
      '9780306406157',
      '978-0-306-40615-7',
      'urn:isbn:9780306406157',
      'ISBN-13: 978 0 306 40615 7',
      '0-306-40615-2',
    ])
      assert.equal(value(parseIsbn(spelling)), '9780306406157', spelling)
  })
  it('takes X for ten in the last place', () => {
    assert.equal(value(parseIsbn('0-8044-2957-X')), '9780804429573')
  })
  it('finds every digit that is mistyped', () => {
    void fc.assert(
      fc.property(digits(9), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const isbn = withCheck13(`978${body.join('')}`)
        assert.deepEqual(parseIsbn(isbn), { ok: true, value: isbn })
        if (at < 3) return // another prefix is no ISBN at all
        const wrong = isbn.slice(0, at) + ((Number(isbn[at]) + by) % 10) + isbn.slice(at + 1)
        assert.deepEqual(parseIsbn(wrong), { ok: false, error: 'check-digit' })
      }),
    )
  })
})

const withCheck13 = (body: string): string => {
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return body + ((10 - (sum % 10)) % 10)
}

describe('ORCID, ISSN and ROR', () => {
  it('writes an ORCID iD in fours, from digits or address', () => {
    for (const spelling of [
      '0000-0002-1825-0097',
      '0000000218250097',
      'https://orcid.org/0000-0002-1825-0097',
    ])
      assert.equal(value(parseOrcid(spelling)), '0000-0002-1825-0097')
    assert.equal(value(parseOrcid('0000-0002-1694-233x')), '0000-0002-1694-233X')
  })
  it('tells a mistyped iD from what is none', () => {
    assert.equal(value(parseOrcid('0000-0002-1825-0098')), 'check-digit')
    assert.equal(value(parseOrcid('Kevin')), 'not-an-orcid')
  })
  it('never accepts two iDs that differ in the last place alone', () => {
    void fc.assert(
      fc.property(digits(15), (body) => {
        const accepted = [...'0123456789X'].filter((last) => parseOrcid(body.join('') + last).ok)
        assert.equal(accepted.length, 1)
      }),
    )
  })
  it('proves the check digits of ROR ids that are in use', () => {
    for (const id of ['03yrm5c26', '05dxps055', '052gg0110', '013meh722'])
      assert.equal(value(parseRor(id)), `https://ror.org/${id}`)
    assert.equal(value(parseRor('https://ror.org/013meh723')), 'check-digit')
    assert.equal(value(parseRor('https://ror.org/oops')), 'not-a-ror')
  })
  it('proves an ISSN', () => {
    assert.equal(value(parseIssn('ISSN 0317-8471')), '0317-8471')
    assert.equal(value(parseIssn('2434561X')), '2434-561X')
    assert.equal(value(parseIssn('0317-8472')), 'check-digit')
  })
})

describe('DOI', () => {
  it('leaves the resolver away', () => {
    for (const spelling of [
      '10.1515/9781474467230',
      'https://doi.org/10.1515/9781474467230',
      'doi:10.1515/9781474467230',
    ])
      assert.equal(value(parseDoi(spelling)), '10.1515/9781474467230')
  })
  it('refuses what does not resolve', () => {
    for (const wrong of ['10.1515', '11.1515/x', '10.1515/a b', 'https://example.org/10.1515/x', '10./x'])
      assert.equal(parseDoi(wrong).ok, false, wrong)
  })
})

describe('language tags', () => {
  it('come in their canonical spelling', () => {
    assert.equal(value(parseLanguage('EN-gb')), 'en-GB')
    assert.equal(value(parseLanguage('zh-hant')), 'zh-Hant')
    assert.equal(value(parseLanguage('grc')), 'grc')
  })
  it('are suggested to those who write names or underscores', () => {
    for (const [written, meant] of [
      ['english', 'en'],
      ['Deutsch', 'de'],
      ['français', 'fr'],
      ['pt_BR', 'pt-BR'],
    ] as const)
      assert.deepEqual(parseLanguage(written), {
        ok: false,
        error: { kind: 'not-a-language', suggestion: meant },
      })
  })
})

describe('licences', () => {
  it('become addresses, whatever they are called', () => {
    const by = 'https://creativecommons.org/licenses/by/4.0/'
    for (const name of [
      'CC-BY-4.0',
      'cc by 4.0',
      'CC BY',
      by,
      'http://www.creativecommons.org/licenses/by/4.0/legalcode.en',
    ])
      assert.equal(value(parseLicence(name)), by, name)
    assert.equal(
      value(parseLicence('CC BY-NC-ND 3.0 IGO')),
      'https://creativecommons.org/licenses/by-nc-nd/3.0/igo/',
    )
    assert.equal(value(parseLicence('CC0')), 'https://creativecommons.org/publicdomain/zero/1.0/')
    assert.equal(parseLicence('free for all').ok, false)
  })
  it('are found in the sentence of a copyright page', () => {
    const found = {
      'Except where otherwise noted, this work is licensed under a Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International License.':
        'https://creativecommons.org/licenses/by-nc-nd/4.0/',
      'Licensed CC BY-SA 3.0.': 'https://creativecommons.org/licenses/by-sa/3.0/',
      'See <https://creativecommons.org/licenses/by/4.0/>.': 'https://creativecommons.org/licenses/by/4.0/',
      '© 2020 The Author. All rights reserved.': null,
    }
    for (const [sentence, licence] of Object.entries(found))
      assert.equal(findLicence(sentence), licence, sentence)
  })
})

describe('pages', () => {
  it('are read as people write them', () => {
    assert.deepEqual(value(parsePages('214-262')), { first: '214', last: '262' })
    assert.deepEqual(value(parsePages('pp. 214 – 62')), { first: '214', last: '262' })
    assert.deepEqual(value(parsePages('xi–xxiv')), { first: 'xi', last: 'xxiv' })
    assert.deepEqual(value(parsePages('7')), { first: '7', last: '7' })
    for (const wrong of ['', 'from 1 to 2', '1-2-3', 'vx-x']) assert.equal(parsePages(wrong).ok, false, wrong)
  })
  it('run backward only where that can be told', () => {
    assert.equal(runsBackward({ first: '262', last: '214' }), true)
    assert.equal(runsBackward({ first: 'xi', last: '4' }), false)
    assert.equal(runsBackward({ first: 'x', last: 'v' }), true)
  })
  it('keep roman numbers in their order', () => {
    void fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (number) => {
        assert.equal(romanNumber(toRoman(number)), number)
        assert.deepEqual(pageNumber(toRoman(number)), { series: 'roman', number })
      }),
    )
  })
})

const toRoman = (number: number): string => {
  const steps: readonly (readonly [number, string])[] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let rest = number
  return steps
    .map(([size, letters]) => {
      const times = Math.floor(rest / size)
      rest -= times * size
      return letters.repeat(times)
    })
    .join('')
}

describe('prices and subjects', () => {
  it('become minor units by the decimals of their currency', () => {
    assert.equal(value(parseAmount('29.99', 'GBP')), 2999)
    assert.equal(value(parseAmount('1 200,5', 'EUR')), 120050)
    assert.equal(value(parseAmount('3000', 'JPY')), 3000)
    assert.equal(value(parseAmount('1.5', 'JPY')), 'too-exact')
    assert.equal(value(parseAmount('-3', 'EUR')), 'not-an-amount')
  })
  it('tell codes of Thema and BISAC by their shape', () => {
    for (const code of ['NHD', 'JPSN', '1DDU', '3MPQ', '1DDU-GB-ELAA'])
      assert.equal(isThemaCode(code), true, code)
    for (const code of ['nhd', 'European history', '7A', '']) assert.equal(isThemaCode(code), false, code)
    assert.equal(isBisacCode('HIS027000'), true)
    assert.equal(isBisacCode('HIS27'), false)
  })
})
