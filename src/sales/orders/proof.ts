/** What only a buyer knows of an order: the end of its address, and the word by which a guest reads. Neither is kept. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Holder, hashWord } from '#access'
import { href, paths } from '#web'
import type { Order } from './order.ts'

const derive = (secretKey: string, text: string): string =>
  createHmac('sha256', secretKey).update(text).digest('base64url').slice(0, 27)

export const proofOfOrder = (secretKey: string, id: string): string => derive(secretKey, `sale order ${id}`)

export function isProofOfOrder(secretKey: string, id: string, proof: string): boolean {
  const wanted = Buffer.from(proofOfOrder(secretKey, id))
  const given = Buffer.from(proof)
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

/** The same in every process and at every time, so that a letter can be written without it being kept. */
export const guestWord = (secretKey: string, id: string): string => derive(secretKey, `sale reader ${id}`)

export function holderOf(
  secretKey: string,
  { id, institutionId, accountId }: Pick<Order, 'id' | 'institutionId' | 'accountId'>,
): Holder {
  if (institutionId !== null) return { kind: 'institution', id: institutionId }
  if (accountId !== null) return { kind: 'account', id: accountId }
  return { kind: 'bearer', hash: hashWord(guestWord(secretKey, id)) }
}

/** With the site's own name, for letters and for the payment provider. */
export const addressOf = (
  secretKey: string,
  { id, origin, base, language }: Pick<Order, 'id' | 'origin' | 'base' | 'language'>,
): string => `${origin}${href({ origin, base, language }, paths.order(id, proofOfOrder(secretKey, id)))}`
