/** One file of an edition that a reader may take away. */
export type Format = {
  readonly mediaType: string
  readonly fileName: string
  readonly bytes: number
  /** SHA-256 in hex: its name in the files store. */
  readonly sha256: string
}
