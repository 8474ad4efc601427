/** Signing in, in whatever way. Complete without a script; with one, a passkey is offered too. */
import { type Html, href, html, type Place, paths, textField } from '#web'
import { act, alarm, hidden, quiet, sheet } from '../sheet.ts'
import { words } from '../words.ts'

export type SignInPage = {
  readonly place: Place
  readonly email: string
  /** What went wrong with what was sent. */
  readonly problem: string | null
  /** Somebody is signed in, and has to prove it once more. */
  readonly again: boolean
  readonly returnTo: string
  readonly providers: readonly { readonly key: string; readonly name: string }[]
  /** With the page to return to in its query. */
  readonly finderPath: string | null
}

export function renderSignInPage(page: SignInPage): Html {
  const { place } = page
  const t = words(place.language)
  const at = (path: string) => href(place, path)
  const to = `?${new URLSearchParams({ to: page.returnTo })}`
  return sheet(
    t.signIn,
    page.again && html`<p>${t.fresh}</p>\n`,
    alarm(page.problem),
    html`<form method="post" action="${at(paths.signIn)}">
${hidden('to', page.returnTo)}${textField({ id: 'email', name: 'email', label: t.email, type: 'email', value: page.email, autocomplete: 'username', required: true })}
${textField({ id: 'password', name: 'password', label: t.password, type: 'password', autocomplete: 'current-password' })}
<p class="acts">${act(t.signIn)}
${quiet(t.sendLink, html` formaction="${at(paths.signInLink)}"`)}</p>
</form>
<form class="passkey" hidden data-passkey="sign-in" data-options="${at(paths.signInPasskeyOptions)}" data-finish="${at(paths.signInPasskey)}" data-failed="${t.passkeyFailed}">
${hidden('to', page.returnTo)}<p class="acts">${quiet(t.passkeySignIn)}</p>
</form>
<p><a href="${at(paths.signInForgotten)}">${t.forgotten}</a></p>
<p>${t.noAccount} <a href="${at(paths.signUp)}${to}">${t.signUp}</a></p>
`,
    (page.finderPath !== null || page.providers.length > 0) &&
      html`<h2>${t.otherWays}</h2>
<ul class="ways">
${page.finderPath !== null && html`<li><a href="${page.finderPath}">${t.throughInstitution}</a></li>\n`}${page.providers.map(
  ({ key, name }) =>
    html`<li><form method="post" action="${at(paths.signInWith(key))}">${hidden('to', page.returnTo)}${quiet(t.withProvider(name))}</form></li>\n`,
)}</ul>
`,
  )
}

export function renderForgottenPage(place: Place, email: string, problem: string | null): Html {
  const t = words(place.language)
  return sheet(
    t.forgottenTitle,
    html`<p>${t.forgottenHint}</p>
<form method="post" action="${href(place, paths.signInForgotten)}">
${textField({ id: 'email', name: 'email', label: t.email, type: 'email', value: email, autocomplete: 'username', required: true, problem })}
<p class="acts">${act(t.sendReset)}</p>
</form>`,
  )
}

/** The same for everybody who asked for a letter, whatever comes of it. */
export function renderSentPage(place: Place): Html {
  const t = words(place.language)
  return sheet(
    t.sentTitle,
    html`<p>${t.sent}</p>
<p>${t.sentHint}</p>
<p><a href="${href(place, paths.signIn)}">${t.sentBack}</a></p>`,
  )
}

export function renderCodePage(place: Place, returnTo: string, problem: string | null): Html {
  const t = words(place.language)
  return sheet(
    t.codeTitle,
    html`<form method="post" action="${href(place, paths.signInCode)}">
${hidden('to', returnTo)}${textField({ id: 'code', name: 'code', label: t.code, hint: t.codeHint, autocomplete: 'one-time-code', required: true, problem })}
<p class="acts">${act(t.confirm)}</p>
</form>`,
  )
}

export function renderSignedOutPage(place: Place): Html {
  const t = words(place.language)
  return sheet(
    t.signedOutTitle,
    html`<p>${t.signedOut}</p>
<p><a href="${href(place, paths.home)}">${t.home}</a></p>`,
  )
}
