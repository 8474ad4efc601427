import { type Html, html } from '../html.ts'
import type { Language } from '../place.ts'
import { words } from '../words.ts'
import { sign } from './sign.ts'

/**
 * A press's word to everyone, above the page (chapter-page row 3). The browser itself closes it, without a script; the
 * script remembers it for the session and hands the focus on.
 */
export const notice = (text: string, language: Language): Html => {
  const t = words(language)
  return html`<dialog class="notice" open aria-label="${t.notice}">
<p>${text}</p>
<form method="dialog"><button type="submit" class="quiet">${sign('close')}<span>${t.closeNotice}</span></button></form>
</dialog>`
}
