/** Ranges as we write them: one to a line, as short as can be; what is written here is read back the same. */
import { type AddressRange, BITS } from './address.ts'
import { toAddressText } from './to-address-text.ts'

export const toRangeList = (ranges: readonly AddressRange[]): string =>
  ranges.map((range) => `${toLine(range)}\n`).join('')

const toLine = (range: AddressRange): string =>
  `${range.excluded ? '!' : ''}${toRangeText(range)}${range.note === null ? '' : ` # ${range.note}`}`

/** `131.111.0.0/16`, `131.111.1.5`, or `131.111.1.5-131.111.1.9` where no length says it. */
export function toRangeText({ family, first, last }: Omit<AddressRange, 'excluded' | 'note'>): string {
  const text = toAddressText({ family, value: first })
  if (first === last) return text
  const length = prefixLength(family, first, last)
  return length === null ? `${text}-${toAddressText({ family, value: last })}` : `${text}/${length}`
}

/** RFC 4632: a power of two, beginning at a multiple of itself; null: it is no such block. */
function prefixLength(family: 4 | 6, first: bigint, last: bigint): number | null {
  const size = last - first + 1n
  if ((size & (size - 1n)) !== 0n || (first & (size - 1n)) !== 0n) return null
  return BITS[family] - (size.toString(2).length - 1)
}
