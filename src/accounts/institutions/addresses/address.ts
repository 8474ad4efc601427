/** An address of the Internet as a number. IPv4 in IPv6's clothes (RFC 4291 §2.5.5.2) is IPv4: it is the same machine. */
export type Address = { readonly family: 4 | 6; readonly value: bigint }

export const BITS = { 4: 32, 6: 128 } as const

/** The number of addresses of a family. */
export const SPACE = { 4: 1n << 32n, 6: 1n << 128n } as const

/** Where the addresses ::ffff:0:0/96 begin. */
export const MAPPED = 0xffffn << 32n

/** From one address to another, both belonging to it. */
export type AddressRange = {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
  /** Left out of the ranges in which it lies. */
  readonly excluded: boolean
  /** What the list said of it. */
  readonly note: string | null
}
