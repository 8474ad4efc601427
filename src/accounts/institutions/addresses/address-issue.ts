/** A fault in a list of addresses: the rule says what should hold; the sentences stand in the messages. */
export type AddressRule =
  | 'address-is-whole'
  | 'prefix-length-fits'
  | 'range-has-an-end'
  | 'range-ends-after-it-begins'
  | 'range-is-of-one-family'
  | 'wildcards-stand-last'
  | 'exclusion-names-its-addresses'
  | 'range-is-not-too-wide'
  | 'range-has-a-likely-width'
  | 'address-is-public'
  | 'address-is-assigned'
  | 'prefix-begins-at-its-network'
  | 'numbers-have-no-leading-zeros'
  | 'range-says-that-it-is-one'
  | 'exclusion-lies-in-a-range'
  | 'line-holds-an-address'

export type AddressIssue = {
  readonly rule: AddressRule
  /** `error`: not taken into the ranges. `warning`: taken, and worth a look. `note`: to know. */
  readonly severity: 'error' | 'warning' | 'note'
  /** From 1. */
  readonly line: number
  /** As it stands in the list. */
  readonly found: string
  /** As it was read; null: it was not. */
  readonly read: string | null
}
