/** What a reader is told when signing in has failed: what happened, what to do, and what to tell whoever can help. */
import { type Html, href, html, type Place, paths } from '#web'
import { type Rule, reasonOf } from './refusal.ts'
import { words } from './words.ts'

export type RefusedPage = {
  readonly place: Place
  readonly rule: Rule
  /** The same as in the log. */
  readonly requestId: string
  /** With language and press; null: nobody knows where the reader came from. */
  readonly returnTo: string | null
  readonly finderPath: string
}

export function renderRefusedPage({ place, rule, requestId, returnTo, finderPath }: RefusedPage): Html {
  const t = words(place.language)
  const reason = reasonOf(rule)
  return html`<div class="sheet error"><header class="list-head">
<h1>${t.refusedTitle}</h1></header>
<div class="plain-words"><p>${t.refused[reason]}</p>
<p>${t.advice[reason]}</p>
<ul>
${returnTo !== null && html`<li><a href="${returnTo}">${t.backToReading}</a></li>\n`}<li><a href="${href(place, finderPath)}">${t.findInstitution}</a></li>
</ul>
<dl>
<dt>${t.requestNumber}</dt><dd><code class="identifier">${requestId}</code></dd>
<dt>${t.rule}</dt><dd><code class="identifier">${rule}</code></dd>
</dl></div></div>`
}

export function renderNoInstitutionPage(place: Place, requestId: string, finderPath: string): Html {
  const t = words(place.language)
  return html`<div class="sheet error"><header class="list-head">
<h1>${t.refusedTitle}</h1></header>
<div class="plain-words"><p>${t.noInstitution}</p>
<p>${t.noInstitutionAdvice}</p>
<ul>
<li><a href="${href(place, paths.home)}">${t.home}</a></li>
<li><a href="${href(place, finderPath)}">${t.findInstitution}</a></li>
</ul>
<p><span class="label">${t.requestNumber}</span> <code class="identifier">${requestId}</code></p></div></div>`
}

/** Single log-out is not offered: few providers carry it out, and none can promise it (SAML Profiles §4.4). The page says so. */
export function renderSignedOutPage(place: Place): Html {
  const t = words(place.language)
  return html`<div class="sheet"><header class="list-head">
<h1>${t.signedOutTitle}</h1></header>
<div class="plain-words"><p>${t.signedOut}</p>
<p>${t.signedOutThere}</p>
<p><a href="${href(place, paths.home)}">${t.home}</a></p></div></div>`
}
