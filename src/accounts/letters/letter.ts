/** What somebody asks to have mailed, to prove that an address is his. One letter opens one thing, once. */
import type { Language } from '#web'

export type Wish =
  | {
      readonly kind: 'sign-up'
      readonly name: string
      readonly password: string | null
      readonly provided: Provided | null
      readonly returnTo: string
    }
  | { readonly kind: 'sign-in'; readonly returnTo: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'change-address'; readonly accountId: string }

/** Who somebody is at a provider that told no address. */
export type Provided = { readonly provider: string; readonly subject: string }

export type Letter = {
  readonly id: string
  /** To whom it is mailed. */
  readonly email: string
  readonly wish: Wish
  readonly language: Language
  readonly origin: string
  readonly base: string
  readonly siteName: string
  readonly made: Date
  readonly expires: Date
}

export const MINUTES: Record<Wish['kind'], number> = {
  'sign-up': 2880,
  'sign-in': 30,
  reset: 60,
  'change-address': 1440,
}
