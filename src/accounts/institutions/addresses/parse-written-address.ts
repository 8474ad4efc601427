/**
 * One address as people write it: whole, with wildcards, with ranges among its numbers, or from one to another without spaces
 * (`131.111.1.3-40`). What it means is one or more spans of addresses.
 */
import { fail, ok, type Result } from '#base'
import type { Address } from './address.ts'
import type { AddressRule } from './address-issue.ts'
import { parseAddress } from './parse-address.ts'

export type Span = { readonly first: bigint; readonly last: bigint }

export type Written = {
  readonly family: 4 | 6
  readonly spans: readonly Span[]
  /** A single address and nothing more: a range may begin with it, a prefix length follow. */
  readonly single: boolean
  readonly leadingZeros: boolean
}

/** More spans than that were hardly meant. */
const MOST_SPANS = 256

/** Null: it only looks like an address, as a date does. */
export function parseWrittenAddress(text: string): Result<Written, AddressRule> | null {
  const plain = text.replace(/[\u2010-\u2015\u2212]/g, '-').toLowerCase()
  if (plain.includes(':')) return parseWrittenV6(plain)
  const parts = plain.split('.')
  if (parts.length <= 4) return parseOctets(parts)
  const [first = '', last = '', ...more] = plain.split('-')
  const from = parseOctets(first.split('.'))
  if (from === null || !from.ok || last === '' || more.length > 0) return fail('address-is-whole')
  return parseEnd(from.value, last)
}

/** From `from` to what is written of the end: the whole address, or those of its numbers that differ. */
export function parseEnd(from: Written, text: string): Result<Written, AddressRule> {
  const end = from.family === 6 && !text.includes(':') ? shortV6(from, text) : longV4(from, text)
  if (end === null || !end.ok) return end ?? fail('address-is-whole')
  return joinWritten(from, end.value)
}

export function joinWritten(from: Written, to: Written): Result<Written, AddressRule> {
  const [first, ...others] = from.spans
  const [last, ...more] = to.spans
  if (!first || !last || others.length > 0 || more.length > 0) return fail('wildcards-stand-last')
  if (from.family !== to.family) return fail('range-is-of-one-family')
  if (last.last < first.first) return fail('range-ends-after-it-begins')
  return ok({
    family: from.family,
    spans: [{ first: first.first, last: last.last }],
    single: false,
    leadingZeros: from.leadingZeros || to.leadingZeros,
  })
}

function longV4(from: Written, text: string): Result<Written, AddressRule> | null {
  if (text.includes(':')) return parseWrittenAddress(text)
  const parts = text.split('.')
  const start = from.spans[0]?.first ?? 0n
  const before = from.family === 4 && parts.length < 4 ? toOctets(start).slice(0, 4 - parts.length) : []
  return parseOctets([...before, ...parts])
}

function shortV6(from: Written, text: string): Result<Written, AddressRule> {
  const first = from.spans[0]?.first ?? 0n
  if (!/^[\da-f]{1,4}$/i.test(text)) return fail('address-is-whole')
  return ok(single({ family: 6, value: (first & ~0xffffn) | BigInt(`0x${text}`) }))
}

const toOctets = (value: bigint): readonly string[] =>
  [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n))

export const single = ({ family, value }: Address): Written => ({
  family,
  spans: [{ first: value, last: value }],
  single: true,
  leadingZeros: false,
})

type Octet = { readonly from: number; readonly to: number }

function parseOctets(parts: readonly string[]): Result<Written, AddressRule> | null {
  if (isDate(parts)) return null
  const filled = parts.at(-1) === '*' ? [...parts, '*', '*', '*'].slice(0, 4) : parts
  const octets = filled.map(parseOctet)
  if (filled.length !== 4 || octets.includes(null)) return fail('address-is-whole')
  const known = octets.filter((octet) => octet !== null)
  if (known.some(({ from, to }) => to < from)) return fail('range-ends-after-it-begins')
  const spans = spansOf(known)
  if (spans === null) return fail('wildcards-stand-last')
  return ok({
    family: 4,
    spans,
    single: known.every(({ from, to }) => from === to),
    leadingZeros: filled.some((part) => /(^|-)0\d/.test(part)),
  })
}

const isDate = ([day = '', month = '', year = '', more]: readonly string[]): boolean =>
  more === undefined && /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^(19|20)\d\d$/.test(year)

function parseOctet(part: string): Octet | null {
  if (part === '*' || part === 'x') return { from: 0, to: 255 }
  const [, from, to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? []
  if (from === undefined || to === undefined || Number(from) > 255 || Number(to) > 255) return null
  return { from: Number(from), to: Number(to) }
}

/** Whatever follows the last number that is not free is contiguous; each choice before it begins a span of its own. */
function spansOf(octets: readonly Octet[]): readonly Span[] | null {
  const tail = octets.findLastIndex(({ from, to }) => to - from < 255)
  let spans: readonly Span[] = [{ first: 0n, last: 0n }]
  for (const [i, { from, to }] of octets.entries()) {
    const apart = i < tail
    if (apart && spans.length * (to - from + 1) > MOST_SPANS) return null
    spans = spans.flatMap(({ first, last }) =>
      apart
        ? Array.from({ length: to - from + 1 }, (_, n) => BigInt(from + n)).map((octet) => ({
            first: first * 256n + octet,
            last: last * 256n + octet,
          }))
        : [{ first: first * 256n + BigInt(from), last: last * 256n + BigInt(to) }],
    )
  }
  return spans
}

function parseWrittenV6(text: string): Result<Written, AddressRule> {
  if (!text.includes('*')) {
    const address = parseAddress(text)
    return address === null ? fail('address-is-whole') : ok(single(address))
  }
  if (!/^[^*]*[^*:.](:\*)+$|^[^*]*:(:\*)+$/.test(text)) return fail('wildcards-stand-last')
  const full = fillV6(text)
  const first = parseAddress(full.replaceAll('*', '0'))
  const last = parseAddress(full.replaceAll('*', 'ffff'))
  if (first === null || last === null) return fail('address-is-whole')
  if (first.family !== last.family) return fail('wildcards-stand-last')
  const spans = [{ first: first.value, last: last.value }]
  return ok({ family: first.family, spans, single: false, leadingZeros: false })
}

/** `2001:db8:*`: every group that is missing is free too. */
function fillV6(text: string): string {
  if (text.includes('::')) return text
  const missing = 8 - text.split(':').length
  return missing > 0 && text.endsWith(':*') ? `${text}${':*'.repeat(missing)}` : text
}

/** A prefix length (RFC 4632, RFC 4291 §2.3), or a mask. Also of `131.111/16`, whose missing numbers are zero. */
export function parsePrefixed(
  text: string,
  length: string,
): Result<Written & { readonly moved: boolean }, AddressRule> {
  const from = parseShortNetwork(text, length)
  if (from === null || !from.ok) return from ?? fail('address-is-whole')
  const { family, spans } = from.value
  const [{ first } = { first: 0n }, ...more] = spans
  if (!from.value.single || more.length > 0) return fail('prefix-length-fits')
  const bits = family === 4 ? 32 : 128
  // ::ffff:131.111.0.0/112 is written in IPv6's lengths.
  const prefix = length.includes('.')
    ? toPrefixLength(length)
    : Number(length) - (isMapped(text, family) ? 96 : 0)
  if (prefix === null || prefix < 0 || prefix > bits) return fail('prefix-length-fits')
  const below = (1n << BigInt(bits - prefix)) - 1n
  const network = first & ~below
  return ok({
    ...from.value,
    single: false,
    spans: [{ first: network, last: network | below }],
    moved: network !== first,
  })
}

function parseShortNetwork(text: string, length: string): Result<Written, AddressRule> | null {
  const parts = text.split('.')
  const short = !text.includes(':') && parts.length < 4 && Number(length) <= parts.length * 8
  return parseWrittenAddress(short ? [...parts, '0', '0', '0'].slice(0, 4).join('.') : text)
}

const isMapped = (text: string, family: 4 | 6): boolean => family === 4 && text.includes(':')

/** `255.255.0.0`, and `0.0.255.255` as routers write it; null: it is no mask. */
export function toPrefixLength(mask: string): number | null {
  const address = parseAddress(mask)
  if (address?.family !== 4) return null
  const value = address.value >> 31n === 1n ? address.value : ~address.value & 0xffff_ffffn
  const bits = value.toString(2).padStart(32, '0')
  return /^1+0*$/.test(bits) ? bits.replaceAll('0', '').length : null
}
