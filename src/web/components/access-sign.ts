import { assertNever } from '#base'
import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'
import { sign } from './sign.ts'

export type AccessState = 'open' | 'closed' | 'partly-open'

/** Told by word and sign, never by colour alone. */
export const accessSign = (state: AccessState, language: Language): Html =>
  html`<span class="access access-${state}">${sign(state === 'closed' ? 'closed' : 'open')}<span>${word(state, language)}</span></span>`

function word(state: AccessState, language: Language): string {
  const t = words(language)
  switch (state) {
    case 'open':
      return t.open
    case 'closed':
      return t.closed
    case 'partly-open':
      return t.partlyOpen
    default:
      return assertNever(state)
  }
}
