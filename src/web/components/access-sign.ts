import { assertNever } from '#base'
import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'
import { sign } from './sign.ts'

/** What this visitor may read: `licensed` through somebody, `bought` for themselves, `free` for a time. */
export type AccessState = 'open' | 'free' | 'licensed' | 'bought' | 'partly-open' | 'closed'

/** Told by word and sign, never by colour alone. */
export const accessSign = (state: AccessState, language: Language): Html =>
  html`<span class="access access-${state}">${sign(state === 'closed' ? 'closed' : 'open')}<span>${word(state, language)}</span></span>`

function word(state: AccessState, language: Language): string {
  const t = words(language)
  switch (state) {
    case 'open':
    case 'free':
    case 'licensed':
    case 'bought':
      return t[state]
    case 'closed':
      return t.closed
    case 'partly-open':
      return t.partlyOpen
    default:
      return assertNever(state)
  }
}
