/**
 * A reader who cannot use a book as it is asks its press for a copy that he can use. What he needs is asked for, why never:
 * it would tell of his health (GDPR, article 9).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Language } from '#web'

export const COPY_FORMS = ['text', 'braille', 'large-print', 'descriptions', 'other'] as const
export type CopyForm = (typeof COPY_FORMS)[number]

export const COPY_STATES = ['new', 'in-hand', 'sent', 'declined'] as const
export type CopyState = (typeof COPY_STATES)[number]

export type CopyRequest = {
  readonly id: string
  readonly productId: string
  readonly press: string
  readonly accountId: string | null
  /** Where the reader is answered; null: who it was is no longer kept. */
  readonly email: string | null
  readonly name: string | null
  readonly forms: readonly CopyForm[]
  readonly message: string | null
  /** In which the reader is answered. */
  readonly language: Language
  readonly state: CopyState
  /** What the press says: with what it sends, or why it does not. */
  readonly answer: string | null
  readonly asked: Date
  readonly taken: Date | null
  readonly settled: Date | null
  readonly file: CopyFile | null
  /** Of the reading link that was sent, so that it can be withdrawn. */
  readonly licenceId: string | null
}

/** Made for this reader, and kept until then. */
export type CopyFile = {
  readonly name: string
  readonly bytes: number
  readonly until: Date
}

export const isSettled = ({ state }: Pick<CopyRequest, 'state'>): boolean =>
  state === 'sent' || state === 'declined'

/** The end of the address under which the reader follows it: whoever has it wrote it, or was written to. */
export const copyProof = (secretKey: string, id: string): string =>
  createHmac('sha256', secretKey).update(`accessible copy ${id}`).digest('base64url').slice(0, 27)

export function isCopyProof(secretKey: string, id: string, proof: string): boolean {
  const wanted = Buffer.from(copyProof(secretKey, id))
  const given = Buffer.from(proof)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}
