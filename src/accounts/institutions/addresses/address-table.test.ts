import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Address, AddressRange } from './address.ts'
import { buildAddressTable, type Claim } from './address-table.ts'
import { parseAddress } from './parse-address.ts'
import { parseAddressRanges } from './parse-address-ranges.ts'
import { toAddressText } from './to-address-text.ts'

const claim = (owner: string, list: string): Claim<string> => ({
  owner,
  ranges: parseAddressRanges(list).ranges,
})
const find = (claims: readonly Claim<string>[], text: string) => {
  const address = parseAddress(text)
  assert.ok(address, text)
  return buildAddressTable(claims).find(address)
}

/** What the table must agree with: every range looked at, one after the other. */
const naive = (claims: readonly Claim<string>[], { family, value }: Address): readonly string[] =>
  claims
    .filter(({ ranges }) => {
      const holding = ranges.filter(
        (range) => range.family === family && range.first <= value && value <= range.last,
      )
      return holding.length > 0 && holding.every(({ excluded }) => !excluded)
    })
    .map(({ owner }) => owner)

describe('the table of addresses', () => {
  it('knows the first and the last address of a range, and not their neighbours', () => {
    const claims = [claim('north', '131.111.4.10-20')]
    const owned = (text: string) => find(claims, text).length > 0
    assert.deepEqual(['131.111.4.9', '131.111.4.10', '131.111.4.20', '131.111.4.21'].map(owned), [
      false,
      true,
      true,
      false,
    ])
  })

  it('knows the ends of the world', () => {
    const range = (family: 4 | 6, first: bigint, last: bigint): AddressRange => ({
      ...{ family, first, last, excluded: false, note: null },
    })
    const all = [{ owner: 'all', ranges: [range(4, 0n, (1n << 32n) - 1n), range(6, 0n, (1n << 128n) - 1n)] }]
    for (const text of ['0.0.0.0', '255.255.255.255', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'])
      assert.deepEqual(find(all, text), ['all'])
  })

  it('leaves out what an institution leaves out, and nobody else does', () => {
    const claims = [claim('north', '131.111.0.0/16 except 131.111.7.0/24'), claim('south', '131.111.7.0/24')]
    assert.deepEqual(find(claims, '131.111.6.255'), ['north'])
    assert.deepEqual(find(claims, '131.111.7.1'), ['south'])
  })

  it('knows an IPv4 address in the clothes of IPv6', () => {
    assert.deepEqual(find([claim('north', '131.111.0.0/16')], '::ffff:131.111.4.5'), ['north'])
  })

  it('is nobody’s where nobody claims anything', () => {
    assert.deepEqual(find([], '131.111.4.5'), [])
    assert.deepEqual(find([claim('north', '')], '2a00::1'), [])
  })

  /** A small world, so that ranges meet, touch and lie in one another. */
  const range: fc.Arbitrary<AddressRange> = fc
    .record({
      family: fc.constantFrom(4 as const, 6 as const),
      first: fc.nat(60),
      width: fc.nat(20),
      high: fc.constantFrom(0n, (1n << 32n) - 81n, (1n << 64n) - 40n, (1n << 128n) - 81n),
      excluded: fc.boolean(),
    })
    .map(({ family, first, width, high, excluded }) => {
      const base = family === 4 && high >= 1n << 32n ? 0n : high
      return { family, first: base + BigInt(first), last: base + BigInt(first + width), excluded, note: null }
    })
  const worlds = fc.array(fc.array(range, { maxLength: 6 }), { maxLength: 8 })

  it('finds what looking at every range finds', async () => {
    await fc.assert(
      fc.property(worlds, (world) => {
        const claims = world.map((ranges, i) => ({ owner: String(i), ranges }))
        const table = buildAddressTable(claims)
        const edges = world
          .flat()
          .flatMap(({ family, first, last }) =>
            [first - 1n, first, (first + last) / 2n, last, last + 1n]
              .filter((value) => value >= 0n && value < 1n << (family === 4 ? 32n : 128n))
              .map((value): Address => ({ family, value })),
          )
        for (const address of edges)
          assert.deepEqual(table.find(address), naive(claims, address), toAddressText(address))
      }),
      { numRuns: 300 },
    )
  })

  it('agrees with looking at every range over the whole of the Internet', async () => {
    const wide = fc
      .record({
        family: fc.constantFrom(4 as const, 6 as const),
        bits: fc.nat(24),
        at: fc.bigInt(0n, (1n << 128n) - 1n),
      })
      .map(({ family, bits, at }): AddressRange => {
        const size = 1n << BigInt(family === 4 ? bits : bits * 4)
        const first = (at % (1n << (family === 4 ? 32n : 128n))) & ~(size - 1n)
        return { family, first, last: first + size - 1n, excluded: at % 5n === 0n, note: null }
      })
    const many = fc.array(fc.array(wide, { minLength: 1, maxLength: 10 }), { minLength: 50, maxLength: 50 })
    await fc.assert(
      fc.property(many, fc.array(fc.bigInt(0n, (1n << 128n) - 1n), { minLength: 300 }), (world, values) => {
        const claims = world.map((ranges, i) => ({ owner: String(i), ranges }))
        const table = buildAddressTable(claims)
        const near = world
          .flat()
          .map(({ family, first, last }, i) => ({ family, value: i % 2 ? first : last }))
        const anywhere = values.map((value) => ({ family: 4 as const, value: value & 0xffff_ffffn }))
        for (const address of [...near, ...anywhere])
          assert.deepEqual(table.find(address), naive(claims, address))
      }),
      { numRuns: 20 },
    )
  })
})

describe('parseAddress', () => {
  const addresses = fc.oneof(
    fc.nat(0xffff_ffff).map((value): Address => ({ family: 4, value: BigInt(value) })),
    fc
      .bigInt(0n, (1n << 128n) - 1n)
      .filter((value) => value >> 32n !== 0xffffn)
      .map((value): Address => ({ family: 6, value })),
  )

  it('reads back whatever is written', async () => {
    await fc.assert(
      fc.property(addresses, (address) => assert.deepEqual(parseAddress(toAddressText(address)), address)),
    )
  })

  it('writes as RFC 5952 says', () => {
    const ways: Readonly<Record<string, string>> = {
      '2001:DB8:0:0:0:0:0:1': '2001:db8::1',
      '2001:db8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
      '2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
      '0:0:0:0:0:0:0:0': '::',
      '1:0:0:0:0:0:0:0': '1::',
      '::13.1.68.3': '::d01:4403',
      '::ffff:129.144.52.38': '129.144.52.38',
    }
    for (const [text, written] of Object.entries(ways)) {
      const address = parseAddress(text)
      assert.ok(address, text)
      assert.equal(toAddressText(address), written)
    }
  })

  const none = [
    ...[
      '',
      '1',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.',
      '.1.2.3',
      '1..2.3',
      '01.2.3.4',
      '1.2.3.04',
      '256.1.1.1',
      '1.2.3.4 ',
    ],
    ...[
      '0x7f.1.1.1',
      '2130706433',
      '0177.0.0.1',
      '1.2.3.4:80',
      '[::1]',
      '::1%eth0',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
    ],
    ...[
      '1::2::3',
      ':::',
      ':1',
      '1:',
      '12345::',
      '::1.2.3',
      '1.2.3.4::',
      '::01.2.3.4',
      'g::',
      '1:2:3:4:5:6:7:1.2.3.4',
      '－1.2.3.4',
    ],
    ...['1:2:3:4:5:6:7::8:9', '１.2.3.4', '+1.2.3.4', '1e1.2.3.4', 'localhost', 'unknown', '_hidden'],
  ]
  for (const text of none)
    it(`does not take “${text}” for an address`, () => assert.equal(parseAddress(text), null))
})
