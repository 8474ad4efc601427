/** In whose name is sold: what stands at the head of a receipt. */
import type { Press } from '#press'

export type Seller = {
  readonly name: string
  readonly postal: string | null
  readonly contact: string
  /** "GB 123 4567 89": as it has to stand on an invoice. */
  readonly taxNumber: string | null
  /** Of the terms that a buyer agrees to. */
  readonly terms: string
}

export type SellerOf = (press: string) => Seller

/** `fallback`: for a press that is configured no longer. */
export const sellersOf =
  (all: readonly Press[], fallback: Press): SellerOf =>
  (slug) => {
    const { name, contact, seller, policies } = all.find((press) => press.slug === slug) ?? fallback
    return {
      name: seller?.name ?? name,
      postal: seller?.postal ?? contact.postal,
      contact: contact.address,
      taxNumber: seller?.taxNumber ?? null,
      terms: policies.terms.version,
    }
  }
