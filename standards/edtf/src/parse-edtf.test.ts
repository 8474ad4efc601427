import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { boundsOf } from './bounds.ts'
import { formatDay } from './day.ts'
import type { Edtf, Fault } from './edtf.ts'
import { formatEdtf } from './format-edtf.ts'
import { parseEdtf } from './parse-edtf.ts'
import { anyEdtf } from './samples/any-edtf.ts'

const read = (text: string): Edtf => {
  const parsed = parseEdtf(text)
  assert.ok(parsed.ok, `${text}: ${parsed.ok ? '' : parsed.error.message}`)
  return parsed.value
}

const refused = (text: string): Fault => {
  const parsed = parseEdtf(text)
  assert.ok(!parsed.ok, `${text} was read`)
  return parsed.error
}

const boundsIn = (text: string): string => {
  const { earliest, latest } = boundsOf(read(text))
  return [earliest, latest]
    .map((bound) => (bound.kind === 'day' ? formatDay(bound.day) : bound.kind))
    .join(' ')
}

describe('a date', () => {
  it('means the days that it may be', () => {
    for (const [text, bounds] of Object.entries({
      '1953': '1953-01-01 1953-12-31',
      '1953-02': '1953-02-01 1953-02-28',
      '1952-02': '1952-02-01 1952-02-29',
      '1953-06-26': '1953-06-26 1953-06-26',
      '1953-06-26T23:59:59Z': '1953-06-26 1953-06-26',
      '1953~': '1953-01-01 1953-12-31',
      '195X': '1950-01-01 1959-12-31',
      '1XXX': '1000-01-01 1999-12-31',
      '1953-XX-17': '1953-01-17 1953-12-17',
      '1953-XX-31': '1953-01-31 1953-12-31',
      '1953-02-2X': '1953-02-20 1953-02-28',
      '19XX-02-29': '1904-02-29 1996-02-29',
      '-19XX-02-29': '-1996-02-29 -1904-02-29',
      '-198X': '-1989-01-01 -1980-12-31',
      '1953-24': '1953-01-01 1953-12-31',
      '1953-34': '1953-04-01 1953-06-30',
      '1953-38': '1953-05-01 1953-08-31',
      '1953-40': '1953-01-01 1953-06-30',
      '0000': '0000-01-01 0000-12-31',
      '-0044-03-15': '-0044-03-15 -0044-03-15',
    }))
      assert.equal(boundsIn(text), bounds, text)
  })

  it('is refused where it ceases to be one, in a sentence', () => {
    for (const [text, [code, column, says]] of Object.entries({
      '': ['empty', 1, /no date/],
      '1953-13': ['no-such-month', 6, /no month 13/],
      '1953-00': ['no-such-month', 6, /no month 00/],
      '1953-02-29': ['no-such-day', 9, /February 1953 has 28 days/],
      '1900-02-29': ['no-such-day', 9, /February 1900 has 28 days/],
      '1953-06-32': ['no-such-day', 9, /no day 32/],
      '1953-21-05': ['no-such-month', 6, /Seasons/],
      'XXXX-02-30': ['no-such-day', 9, /None of the months and years/],
      '1953-6-26': ['form', 6, /month has two digits/],
      '1953-06-2': ['form', 9, /day has two digits/],
      '195': ['form', 4, /year has four digits/],
      '19533': ['form', 5, /this one has 5/],
      '26 June 1953': ['form', 4, /in figures/],
      ' 1953': ['form', 1, /no spaces/],
      '1953?~': ['form', 6, /one qualifier/],
      '-0000': ['form', 1, /1 BC/],
      'Y-17E7': ['left-out', 1, /between -9999 and 9999/],
      '1950S2': ['left-out', 5, /write X/],
      '2001-21^south': ['left-out', 8, /calendars/],
      '1953-06T10:00:00': ['form', 8, /Only a day has a time/],
      '1953-06-26T25:00:00': ['no-such-time', 12, /no such time/],
      '1953-06-26t10:00:00': ['form', 11, /belongs to no part/],
      '195X-06-26T10:00:00': ['form', 1, /in full/],
    } satisfies Record<string, readonly [Fault['code'], number, RegExp]>)) {
      const fault = refused(text)
      assert.deepEqual([fault.code, fault.column], [code, column], text)
      assert.match(fault.message, says as RegExp)
      assert.match(fault.message, /^\p{Lu}.*\.$/u, text)
    }
  })
})

describe('an interval', () => {
  it('keeps what is open and what is unknown apart', () => {
    assert.equal(boundsIn('../1953-12-23'), 'open 1953-12-23')
    assert.equal(boundsIn('/1954'), 'unknown 1954-12-31')
    assert.equal(boundsIn('1954/'), '1954-01-01 unknown')
    assert.equal(boundsIn('1954/..'), '1954-01-01 open')
    assert.equal(boundsIn('../..'), 'open open')
    assert.equal(boundsIn('/..'), 'unknown open')
  })

  it('is refused when it ends before it begins, and only then', () => {
    for (const text of [
      '1897/1870',
      '0001/0000',
      '-1000/-2000',
      '2012-24/2012-21',
      '2012-34/2012-33',
      '0800/-0999',
    ]) {
      const { code, suggestion } = refused(text)
      assert.equal(code, 'inverted', text)
      assert.ok(parseEdtf(suggestion ?? '').ok, text)
    }
    for (const text of [
      '1953-06-11/1953-06',
      '1953/1953',
      '-1000/-0999',
      '2000/2000-XX-XX',
      '1919-XX-02/1919-XX-01',
    ])
      read(text)
  })

  it('has one stroke, a side that says something, and no times of the day', () => {
    assert.equal(refused('1953/1954/1955').column, 10)
    assert.match(refused('/').message, /when it begins or when it ends/)
    assert.equal(refused('1953-01-01/1953-01-01T10:00:00').column, 22)
    assert.equal(refused('1953/1954-13').column, 11)
  })
})

describe('a set', () => {
  it('means from the first of its dates to the last', () => {
    assert.equal(boundsIn('[1954,1953]'), '1953-01-01 1954-12-31')
    assert.equal(boundsIn('{1667,1668-12,1670..1672}'), '1667-01-01 1672-12-31')
    assert.equal(boundsIn('[..1953-12]'), 'open 1953-12-31')
    assert.equal(boundsIn('[1760-01,1760-12..]'), '1760-01-01 open')
    assert.equal(boundsIn('{-0044-03-15}'), '-0044-03-15 -0044-03-15')
  })

  it('is refused where it is not one', () => {
    for (const [text, column] of Object.entries({
      '[1953': 6,
      '[1953,]': 7,
      '[1953, 1954]': 7,
      '[1953,..1954]': 7,
      '[1953..,1954]': 6,
      '[..]': 2,
      '{1953..1951}': 8,
      '[1953,1954-13]': 12,
      '[1953/1954]': 6,
    }))
      assert.equal(refused(text).column, column, text)
  })
})

describe('what was probably meant', () => {
  it('is offered, where it can mean one thing', () => {
    for (const [text, meant] of Object.entries({
      '1953-6-26': '1953-06-26',
      '26 June 1953': '1953-06-26',
      'June 26th, 1953': '1953-06-26',
      'le 1er juin 1953': '1953-06-01',
      'août 1953': '1953-08',
      'spring of 1953': '1953-21',
      'circa 1953': '1953~',
      'c. June 1953': '1953-06~',
      'vers 1953': '1953~',
      'perhaps 1953': '1953?',
      'before 1953': '../1953',
      'après juin 1953': '1953-06/..',
      '1953-1954': '1953/1954',
      'between 1953 and June 1954': '1953/1954-06',
      '1953-02-29': '1953-02-28',
      '26/06/1953': '1953-06-26',
      '1953.6.26': '1953-06-26',
      '19530626': '1953-06-26',
      '195x': '195X',
      '195u': '195X',
      '1950s': '195X',
      '19th century': '18XX',
      '45 BC': '-0044',
      '1 BC': '0000',
      '953': '0953',
      '1897/1870': '1870/1897',
      ' 1953-06-26 ': '1953-06-26',
      '[1953, 1954]': '[1953,1954]',
      '1953?~': '1953%',
    }))
      assert.equal(refused(text).suggestion, meant, text)
    for (const text of ['3/4/1953', 'unknown', '', 'Smarch 1953', '1953-13', 'June', 'Y17E7'])
      assert.equal(refused(text).suggestion, null, text)
  })

  it('can always be read, whatever was written', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 30 }),
          fc.string({ unit: fc.constantFrom(...'0123456789-/X?~%[]{}., TYZ'), maxLength: 16 }),
          fc
            .tuple(anyEdtf, fc.nat(), fc.constantFrom('', ' ', 'x', '0', '-', '/'))
            .map(([edtf, n, letter]) => {
              const text = formatEdtf(edtf)
              const at = n % (text.length + 1)
              return text.slice(0, at) + letter + text.slice(at + 1)
            }),
        ),
        (text) => {
          const parsed = parseEdtf(text)
          if (parsed.ok) return
          const { column, message, suggestion } = parsed.error
          assert.ok(column >= 1 && column <= text.length + 1, `${column} in ${text}`)
          assert.match(message, /\.$/)
          if (suggestion !== null) assert.ok(parseEdtf(suggestion).ok, `${text} → ${suggestion}`)
        },
      ),
      { numRuns: 2000 },
    ))
})

describe('what was read', () => {
  it('is written in one way, which is read as the same', () =>
    fc.assert(
      fc.property(anyEdtf, (edtf) => {
        const text = formatEdtf(edtf)
        assert.deepEqual(read(text), edtf, text)
        assert.equal(formatEdtf(read(text)), text)
      }),
      { numRuns: 500 },
    ))

  it('is the same however its qualifiers are placed', () => {
    for (const [text, same] of Object.entries({
      '?1953-06': '1953?-06',
      '1953?-06?-26?': '1953-06-26?',
      '?2004-06~': '%2004-~06',
      '2004?-06~-11': '%2004-~06-11',
      '~2004-~06-~11': '2004-06-11~',
      '-?2004': '?-2004',
    })) {
      const [a, b] = [parseEdtf(text), parseEdtf(same)]
      if (text === '-?2004') assert.ok(!a.ok)
      else assert.deepEqual(a, b, text)
    }
  })

  it('has its days in order, and every one of them in its year', () =>
    fc.assert(
      fc.property(anyEdtf, (edtf) => {
        const { earliest, latest } = boundsOf(edtf)
        if (earliest.kind === 'day' && latest.kind === 'day') assert.ok(earliest.day <= latest.day)
      }),
    ))
})
