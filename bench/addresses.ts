/**
 * How long it takes to find whose an address is: 10,000 overlapping ranges of 2,000 institutions in IPv4 and IPv6, a million
 * random addresses, half of them within somebody's range. A sample is compared with looking at every range.
 *
 *   node bench/addresses.ts [addresses [ranges]]
 */

import type { Address, AddressRange } from '../src/accounts/institutions/addresses/address.ts'
import { buildAddressTable, type Claim } from '../src/accounts/institutions/addresses/address-table.ts'
import { parseAddress } from '../src/accounts/institutions/addresses/parse-address.ts'
import { toAddressText } from '../src/accounts/institutions/addresses/to-address-text.ts'
import { printTable } from './measure.ts'

const [addresses = 1_000_000, ranges = 10_000] = process.argv.slice(2).map(Number)
const random = generator(20_240_611)
const below = (n: number): number => Math.floor(random() * n)
const wide = (bits: number): bigint =>
  Array.from({ length: bits / 32 }).reduce((value: bigint) => (value << 32n) | BigInt(below(2 ** 32)), 0n)

const claims: readonly Claim<number>[] = Array.from({ length: Math.max(1, ranges / 5) }, (_, owner) => ({
  owner,
  ranges: Array.from({ length: 5 }, (): AddressRange => {
    const family = random() < 0.7 ? 4 : 6
    const bits = family === 4 ? 32 : 128
    const size = family === 4 ? 1n << BigInt(below(18)) : 1n << BigInt(64 + below(33))
    const first = wide(bits) & ~(size - 1n)
    return { family, first, last: first + size - 1n, excluded: random() < 0.1, note: null }
  }),
}))
const all = claims.flatMap((claim) => claim.ranges)

const began = performance.now()
const table = buildAddressTable(claims)
const built = performance.now() - began

const asked: readonly Address[] = Array.from({ length: addresses }, () => {
  const range = all[below(all.length)]
  if (range === undefined || random() < 0.5) return { family: 4, value: wide(32) }
  return { family: range.family, value: range.first + (wide(128) % (range.last - range.first + 1n)) }
})
const texts = asked.map(toAddressText)

let owned = 0
const start = process.cpuUsage()
for (const text of texts) {
  const address = parseAddress(text)
  if (address !== null && table.find(address).length > 0) owned += 1
}
const seconds = since(start)

const sample = asked.filter((_, i) => i % Math.ceil(addresses / 20_000) === 0)
const startNaive = process.cpuUsage()
const naive = sample.map(findNaively)
const secondsNaive = since(startNaive)
const unlike = sample.filter((address, i) => table.find(address).join() !== naive[i]?.join()).length

printTable([
  ['', 'look-ups', 'µs each', 'wrong'],
  ['table', String(addresses), ((seconds / addresses) * 1e6).toFixed(2), String(unlike)],
  ['every range', String(sample.length), ((secondsNaive / sample.length) * 1e6).toFixed(2), ''],
])
console.log(
  `${all.length} ranges of ${claims.length} institutions, ${table.segments} segments made in ${built.toFixed(0)} ms; ` +
    `${owned} addresses were somebody's`,
)
process.exitCode = unlike > 0 || seconds / addresses > 5e-6 ? 1 : 0

/** Of processor time, which others on the machine do not lengthen. */
function since(usage: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(usage)
  return (user + system) / 1e6
}

function findNaively({ family, value }: Address): readonly number[] {
  return claims
    .filter((claim) => {
      const holding = claim.ranges.filter(
        (range) => range.family === family && range.first <= value && value <= range.last,
      )
      return holding.length > 0 && holding.every(({ excluded }) => !excluded)
    })
    .map(({ owner }) => owner)
}

/** The same every time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
