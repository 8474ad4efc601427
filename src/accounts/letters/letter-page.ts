/** What a letter's link opens. It acts only when its button is pressed: mail programs open links as well. */
import { type Html, href, html, type Place, paths, textField } from '#web'
import { PASSWORD_LEAST } from '../account.ts'
import { act, alarm, hidden, sheet } from '../sheet.ts'
import { words } from '../words.ts'
import type { Letter } from './letter.ts'

export type LetterPage = {
  readonly place: Place
  readonly letter: Letter
  /** Of the letter itself. */
  readonly path: string
  readonly problem: string | null
}

export function renderLetterPage({ place, letter, path, problem }: LetterPage): Html {
  const t = words(place.language)
  const { kind } = letter.wish
  return sheet(
    t.letterTitles[kind],
    kind !== 'reset' && alarm(problem),
    html`<p>${t.letterTexts[kind](letter.email)}</p>
<form method="post" action="${href(place, path)}">
${
  kind === 'reset' && [
    // Lets the browser's own keeper of passwords know whose this is.
    html`<div hidden>${textField({ id: 'email', name: 'email', label: t.email, type: 'email', value: letter.email, autocomplete: 'username' })}</div>\n`,
    textField({
      id: 'password',
      name: 'password',
      label: t.newPassword,
      hint: t.passwordHint(PASSWORD_LEAST),
      type: 'password',
      autocomplete: 'new-password',
      required: true,
      problem,
    }),
  ]
}
<p class="acts">${act(t.letterActs[kind])}</p>
</form>`,
  )
}

export function renderLetterGonePage(place: Place, why: 'gone' | 'taken'): Html {
  const t = words(place.language)
  return sheet(
    t.letterGoneTitle,
    html`<p>${why === 'gone' ? t.letterGone : t.letterTaken}</p>
<p><a href="${href(place, paths.signIn)}">${t.signIn}</a></p>`,
  )
}

/** A provider told no address: the reader does. */
export function renderProviderAddressPage(page: {
  readonly place: Place
  readonly provider: { readonly key: string; readonly name: string }
  readonly sealed: string
  readonly name: string
  readonly problems: { readonly name: string | null; readonly email: string | null }
}): Html {
  const { place, provider, problems } = page
  const t = words(place.language)
  return sheet(
    t.providerAddressTitle,
    html`<p>${t.providerAddress(provider.name)}</p>
<form method="post" action="${href(place, `${paths.signInWith(provider.key)}/address`)}" novalidate>
${hidden('sealed', page.sealed)}${textField({ id: 'name', name: 'name', label: t.name, hint: t.nameHint, value: page.name, autocomplete: 'name', required: true, problem: problems.name })}
${textField({ id: 'email', name: 'email', label: t.email, type: 'email', autocomplete: 'email', required: true, problem: problems.email })}
<p class="acts">${act(t.goOn)}</p>
</form>`,
  )
}
