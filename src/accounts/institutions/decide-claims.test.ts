import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { AddressRange } from './addresses/address.ts'
import { buildAddressTable } from './addresses/address-table.ts'
import { type Claimant, decideClaims } from './decide-claims.ts'

/** A world of two hundred addresses of each kind, so that claims meet often. */
const range: fc.Arbitrary<AddressRange> = fc
  .tuple(fc.constantFrom(4 as const, 6 as const), fc.nat(199), fc.nat(12), fc.boolean())
  .map(([family, first, width, excluded]) => ({
    ...{ family, first: BigInt(first), last: BigInt(first + width), excluded, note: null },
  }))
const world = fc.array(fc.array(range, { maxLength: 6 }), { minLength: 1, maxLength: 6 })

const claimants = (all: readonly (readonly AddressRange[])[]): readonly Claimant[] =>
  all.map((ranges, i) => ({ id: `i${i}`, name: `I${i}`, ranges, lineage: [`i${i}`] }))

describe('decideClaims', () => {
  it('names another exactly where both would have an address', async () => {
    await fc.assert(
      fc.property(world, (all) => {
        const [claimant, ...others] = claimants(all)
        assert.ok(claimant)
        const table = buildAddressTable(claimants(all).map(({ id, ranges }) => ({ owner: id, ranges })))
        const shared = new Set<string>()
        for (const family of [4, 6] as const)
          for (let value = 0n; value < 220n; value += 1n) {
            const owners = table.find({ family, value })
            if (owners.includes(claimant.id)) for (const owner of owners) shared.add(owner)
          }
        shared.delete(claimant.id)
        const named = decideClaims(claimant, others).map(({ institution }) => institution.id)
        assert.deepEqual(named.toSorted(), [...shared].toSorted())
      }),
      { numRuns: 300 },
    )
  })

  it('says nothing where one belongs to the other', async () => {
    await fc.assert(
      fc.property(world, (all) => {
        const [claimant, ...others] = claimants(all)
        assert.ok(claimant)
        const members = others.map((other) => ({ ...other, lineage: [other.id, claimant.id] }))
        assert.deepEqual(decideClaims(claimant, members), [])
        const member = { ...claimant, lineage: [claimant.id, ...others.map(({ id }) => id)] }
        assert.deepEqual(decideClaims(member, others), [])
      }),
    )
  })
})
