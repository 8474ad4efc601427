/** Providers that sign in an institution's readers, as they are written, and whether they are free. */
import type { OthersSignIn, SignInWay } from './store/sign-in-store.ts'

/** `https://idp.example.edu/entity`, or with a scope behind a space-free `#`: `…#med.example.edu`. */
export function parseSignInWay(text: string): SignInWay {
  const [, entityId = text, scope = null] = /^(.+)#([\w.-]+\.[\w-]+)$/.exec(text) ?? []
  return { entityId, scope }
}

export const toSignInText = ({ entityId, scope }: SignInWay): string =>
  scope === null ? entityId : `${entityId}#${scope}`

/**
 * Whoever else has what is wanted. Without a scope all readers of a provider are meant, of which others may have no part; with
 * one, that scope alone. Null: it is free.
 */
export const decideTaken = (way: SignInWay, others: readonly OthersSignIn[]): OthersSignIn | null =>
  others.find(
    ({ entityId, scope }) =>
      entityId === way.entityId &&
      (way.scope === null || scope === null || scope === way.scope.toLowerCase()),
  ) ?? null
