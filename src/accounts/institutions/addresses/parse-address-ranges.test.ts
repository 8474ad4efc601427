import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { AddressRange } from './address.ts'
import { parseAddressRanges } from './parse-address-ranges.ts'
import { toRangeList, toRangeText } from './to-range-list.ts'

const read = (text: string): readonly string[] =>
  parseAddressRanges(text).ranges.map((range) => `${range.excluded ? '!' : ''}${toRangeText(range)}`)
const notes = (text: string) => parseAddressRanges(text).ranges.map(({ note }) => note)
const faults = (text: string) =>
  parseAddressRanges(text).issues.map(({ rule, severity, line }) => `${line} ${severity} ${rule}`)

describe('parseAddressRanges', () => {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['131.111.1.5', ['131.111.1.5']],
    ['131.111.0.0/16', ['131.111.0.0/16']],
    ['131.111.0.0 / 16', ['131.111.0.0/16']],
    ['131.111/16', ['131.111.0.0/16']],
    ['131.111.0.0/255.255.0.0', ['131.111.0.0/16']],
    ['131.111.0.0 255.255.0.0', ['131.111.0.0/16']],
    ['131.111.0.0 netmask 255.255.255.0', ['131.111.0.0/24']],
    ['131.111.0.0 0.0.255.255', ['131.111.0.0/16']],
    ['131.111.1.3-131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3 - 131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3–131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3 — 131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3--131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3...131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3..131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3 to 131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3 à 131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3 bis 131.111.1.40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3-40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3–40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.3 - 40', ['131.111.1.3-131.111.1.40']],
    ['131.111.1.0-3.255', ['131.111.1.0-131.111.3.255']],
    ['131.111.0.0 - 111.255.255', ['131.111.0.0/16']],
    ['131.111.*.*', ['131.111.0.0/16']],
    ['131.111.*', ['131.111.0.0/16']],
    ['131.111.x.x', ['131.111.0.0/16']],
    ['131.111.4-7.*', ['131.111.4.0/22']],
    ['131.111.4-7.0-255', ['131.111.4.0/22']],
    ['131.111.1-2.5', ['131.111.1.5', '131.111.2.5']],
    ['131.111.0.* - 131.111.3.*', ['131.111.0.0/22']],
    ['131.111.4.0\t131.111.5.255', ['131.111.4.0/23']],
    ['131.111.1.5\t131.111.1.9', ['131.111.1.5', '131.111.1.9']],
    [
      '131.111.1.5, 131.111.1.9;131.111.1.11|131.111.1.13',
      ['131.111.1.5', '131.111.1.9', '131.111.1.11', '131.111.1.13'],
    ],
    ['IP:131.111.1.5.', ['131.111.1.5']],
    ['[131.111.1.5]', ['131.111.1.5']],
    ['2a00:1098::/32', ['2a00:1098::/32']],
    ['2A00:1098:0:0:0:0:0:1', ['2a00:1098::1']],
    ['2a00:1098::1-2a00:1098::ff', ['2a00:1098::1-2a00:1098::ff']],
    ['2a00:1098::1 - ff', ['2a00:1098::1-2a00:1098::ff']],
    ['2a00:1098:0:1::1-ff', ['2a00:1098:0:1::1-2a00:1098:0:1::ff']],
    ['2a00:1098:*', ['2a00:1098::/32']],
    ['2a00:1098:1:*:*:*:*:*', ['2a00:1098:1::/48']],
    ['2a00:1098::*', ['2a00:1098::/112']],
    ['[2a00:1098::1]:443', ['2a00:1098::1']],
    ['::ffff:131.111.1.5', ['131.111.1.5']],
    ['::ffff:131.111.0.0/112', ['131.111.0.0/16']],
    ['::ffff:836f:105', ['131.111.1.5']],
    ['!131.111.1.5', ['!131.111.1.5']],
    ['131.111.0.0/16 !131.111.5.0/24 131.111.6.1', ['131.111.0.0/16', '!131.111.5.0/24', '131.111.6.1']],
    [
      '131.111.0.0/16 except 131.111.5.0/24, 131.111.6.1',
      ['131.111.0.0/16', '!131.111.5.0/24', '!131.111.6.1'],
    ],
    ['131.111.0.0/16 (except 131.111.5.1), 131.222.1.1', ['131.111.0.0/16', '!131.111.5.1', '131.222.1.1']],
    ['131.111.0.0/16 sauf 131.111.5.1', ['131.111.0.0/16', '!131.111.5.1']],
    ['131.111.0.0/16 not 131.111.5.1', ['131.111.0.0/16', '!131.111.5.1']],
    [
      '131.111.0.0/16 excluding 131.111.5.1 plus 131.222.1.1',
      ['131.111.0.0/16', '!131.111.5.1', '131.222.1.1'],
    ],
    ['131.111.0.0/16 # 131.111.5.1 came later', ['131.111.0.0/16']],
    ['131.111.0.0/16 // since 2019', ['131.111.0.0/16']],
    ['Main campus (since 01.09.2019): 131.111.0.0/16', ['131.111.0.0/16']],
    ['Library, not the annex: 131.111.0.0/16', ['131.111.0.0/16']],
    ['• 131.111.0.0/16', ['131.111.0.0/16']],
    ['- 131.111.0.0/16', ['131.111.0.0/16']],
    ['* 131.111.0.0/16', ['131.111.0.0/16']],
    ['1. 131.111.0.0/16', ['131.111.0.0/16']],
    ['131.111.1.5 - Reading room', ['131.111.1.5']],
  ]
  for (const [text, ranges] of ways)
    it(`reads “${text.replace('\t', '⇥')}”`, () => {
      assert.deepEqual(read(text), ranges)
      assert.deepEqual(
        faults(text).filter((fault) => fault.includes('error')),
        [],
      )
    })

  it('reads a mail as it comes', () => {
    const mail = `Dear colleague,

our addresses are now:\r
  Main campus:   131.111.0.0 – 131.111.255.255 (except 131.111.7.0/24, the hotel)
  Reading room,  193.60.80.7; 193.60.80.9\u00a0
  IPv6: 2a00:1098:84::/48 # since March
Kind regards
Tel. 01223 333 000`
    assert.deepEqual(read(mail), [
      '131.111.0.0/16',
      '!131.111.7.0/24',
      '193.60.80.7',
      '193.60.80.9',
      '2a00:1098:84::/48',
    ])
    assert.deepEqual(notes(mail).slice(2), ['Reading room', 'Reading room', 'since March'])
    assert.deepEqual(faults(mail), [
      '1 note line-holds-an-address',
      '3 note line-holds-an-address',
      '7 note line-holds-an-address',
      '8 warning line-holds-an-address',
    ])
  })

  const wrong: readonly (readonly [string, string])[] = [
    ['131.111.1.256', 'error address-is-whole'],
    ['131.111.1', 'error address-is-whole'],
    ['131.111.1.2.3', 'error address-is-whole'],
    ['2a00:1098:::1', 'error address-is-whole'],
    ['2a00:1098:1', 'error address-is-whole'],
    ['131.111.0.0/33', 'error prefix-length-fits'],
    ['2a00:1098::/129', 'error prefix-length-fits'],
    ['131.111.0.0/255.0.255.0', 'error prefix-length-fits'],
    ['131.111.*.*/16', 'error prefix-length-fits'],
    ['131.111.1.40-131.111.1.3', 'error range-ends-after-it-begins'],
    ['131.111.1.40-3', 'error range-ends-after-it-begins'],
    ['131.111.1.3 - 2a00:1098::1', 'error range-is-of-one-family'],
    ['131.*.*.7', 'error wildcards-stand-last'],
    ['2a00:*:1::', 'error wildcards-stand-last'],
    ['131.111.1.3 -', 'error range-has-an-end'],
    ['131.111.0.0/16 except the library', 'error exclusion-names-its-addresses'],
    ['Exclusions:', 'error exclusion-names-its-addresses'],
    ['130.0.0.0/7', 'error range-is-not-too-wide'],
    ['*.*.*.*', 'error range-is-not-too-wide'],
    ['::/0', 'error range-is-not-too-wide'],
    ['131.0.0.0/8', 'warning range-has-a-likely-width'],
    ['10.1.2.3', 'warning address-is-public'],
    ['fd12::1', 'warning address-is-public'],
    ['127.0.0.1', 'warning address-is-assigned'],
    ['fe80::1', 'warning address-is-assigned'],
    ['131.111.5.7/16', 'warning prefix-begins-at-its-network'],
    ['131.111.001.005', 'warning numbers-have-no-leading-zeros'],
    ['131.111.4.0 131.111.5.255', 'warning range-says-that-it-is-one'],
    ['!131.111.1.5', 'warning exclusion-lies-in-a-range'],
    ['proxy.example.edu', 'warning line-holds-an-address'],
  ]
  for (const [text, fault] of wrong)
    it(`tells ${fault} of “${text}”`, () => assert.deepEqual(faults(text), [`1 ${fault}`]))

  it('takes nothing of what it calls an error', () => {
    for (const [text, fault] of wrong)
      if (fault.startsWith('error') && !fault.includes('exclusion')) assert.deepEqual(read(text), [])
  })

  it('says how it read what it warns of', () => {
    const [issue] = parseAddressRanges('131.111.001.005').issues
    assert.deepEqual([issue?.found, issue?.read], ['131.111.001.005', '131.111.1.5'])
  })

  const note = fc.option(
    fc
      .string({
        unit: fc.constantFrom(...'abcé XYZ,;!-/()1.:except 131.111.7.9'),
        minLength: 1,
        maxLength: 30,
      })
      .map((text) => text.trim().replace(/^[#/\s]+/, ''))
      .filter((text) => text !== ''),
  )
  const v4 = fc
    .tuple(fc.nat(0xffff_ffff), fc.nat(0xffffff))
    .filter(([first, width]) => first + width <= 0xffff_ffff)
    .map(([first, width]) => ({ family: 4 as const, first: BigInt(first), last: BigInt(first + width) }))
  const v6 = fc
    .tuple(
      fc.bigInt(1n << 96n, (1n << 128n) - 1n),
      fc.nat(112).chain((bits) => fc.bigInt(0n, 1n << BigInt(bits))),
    )
    .filter(([first, width]) => first + width < 1n << 128n && width < 1n << 112n)
    .map(([first, width]) => ({ family: 6 as const, first, last: first + width }))
  const ranges: fc.Arbitrary<readonly AddressRange[]> = fc.array(
    fc
      .tuple(fc.oneof(v4, v6), fc.boolean(), note)
      .map(([range, excluded, note]) => ({ ...range, excluded, note })),
    { maxLength: 12 },
  )

  it('reads back whatever it writes', async () => {
    await fc.assert(
      fc.property(ranges, (given) => assert.deepEqual(parseAddressRanges(toRangeList(given)).ranges, given)),
    )
  })

  it('says something of every line that holds a word, whatever it is sent', async () => {
    const mess = fc.string({
      unit: fc.constantFrom(...'0123456789.:/-*!#,; abcdefxto()[]é–\t'),
      maxLength: 60,
    })
    await fc.assert(
      fc.property(mess, (line) => {
        const { ranges, issues } = parseAddressRanges(line)
        for (const { family, first, last } of ranges) {
          assert.ok(first <= last && first >= 0n && last < 1n << (family === 4 ? 32n : 128n))
          assert.ok(
            last - first < 1n << (family === 4 ? 24n : 112n) || ranges.some(({ excluded }) => excluded),
          )
        }
        const words = line.replace(/#.*|(?<!\S)\/\/.*/, '')
        if (/[a-z\d]/.test(words)) assert.ok(ranges.length + issues.length > 0, 'not a word')
      }),
      { numRuns: 2000 },
    )
  })
})
