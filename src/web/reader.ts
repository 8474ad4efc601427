/** Of whoever reads, what the shell of a page says, and what the key of a kept page must say. Made by `access`. */
export type Reader = {
  /** For whom a page that depends on what may be read is kept; null: for nobody, it is this reader's own. */
  readonly accessClass: string | null
  /** For whom a page is kept that shows nothing of a reader but the shell. */
  readonly shellClass: string
  /** Those as whose reader they are known; `provides`: which hold a licence for something here. */
  readonly institutions: readonly { readonly id: string; readonly name: string; readonly provides: boolean }[]
}

/** The class of whoever says nothing of himself. What is kept for it may be kept on the way, too. */
export const ANYONE = 'anyone'

export const ANY_READER: Reader = { accessClass: ANYONE, shellClass: ANYONE, institutions: [] }
