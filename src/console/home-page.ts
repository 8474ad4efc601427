/** The front page of the console: what waits, and where everything is. */
import { type Html, html, type Part } from '#web'
import type { Clerk } from './clerk.ts'
import { at, sectionsOf } from './console-page.ts'
import { words as copyWords } from './copies/words.ts'
import { words } from './words.ts'

export function renderHome(
  clerk: Clerk,
  {
    waiting,
    asking,
    ledger,
    heading,
  }: {
    readonly waiting: number
    /** Readers whose request for an accessible copy nobody has taken up. */
    readonly asking: number
    readonly ledger: Part
    readonly heading: string
  },
): Html {
  const { place } = clerk
  const t = words(place.language)
  return html`<p>${t.greeting(clerk.account.name)}${waiting > 0 && ` ${t.waiting(waiting)}`}${asking > 0 && html` <a href="${at(place, 'copies')}">${copyWords(place.language).home(asking)}</a>`}</p>
${ledger !== null && html`<section aria-labelledby="open"><h2 id="open">${heading}</h2>${ledger}</section>`}
<dl class="console-sections">${sectionsOf(clerk).map(
    (section) =>
      html`<div><dt><a href="${at(place, section)}">${t.sections[section]}</a></dt><dd>${t.sectionsAbout[section]}</dd></div>\n`,
  )}</dl>`
}
