/** A reader asks a library for a product: it stands in the librarian's queue until somebody answers. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Language } from '#web'

export type LibraryRequest = {
  readonly id: string
  readonly productId: string
  readonly press: string
  /** Null: the reader wrote a name that is not known here; the press hears of it. */
  readonly institutionId: string | null
  readonly institutionName: string
  readonly accountId: string | null
  /** Where the answer is sent; null: the reader looks at the page of the request. */
  readonly email: string | null
  readonly name: string | null
  readonly message: string | null
  /** In which the reader is answered. */
  readonly language: Language
  readonly state: 'open' | 'settled' | 'declined'
  readonly answer: string | null
  readonly asked: Date
  readonly answered: Date | null
}

/** The end of the address under which the reader follows a request: whoever has it wrote it. */
export const proofOf = (secretKey: string, id: string): string =>
  createHmac('sha256', secretKey).update(`library request ${id}`).digest('base64url').slice(0, 27)

export function isProof(secretKey: string, id: string, proof: string): boolean {
  const wanted = Buffer.from(proofOf(secretKey, id))
  const given = Buffer.from(proof)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
