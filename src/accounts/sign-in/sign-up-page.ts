import { type Html, href, html, type Place, paths, textField } from '#web'
import { PASSWORD_LEAST } from '../account.ts'
import { act, hidden, sheet } from '../sheet.ts'
import { words } from '../words.ts'

export type SignUpPage = {
  readonly place: Place
  readonly name: string
  readonly email: string
  readonly returnTo: string
  readonly problems: {
    readonly name: string | null
    readonly email: string | null
    readonly password: string | null
  }
}

export function renderSignUpPage({ place, name, email, returnTo, problems }: SignUpPage): Html {
  const t = words(place.language)
  const to = `?${new URLSearchParams({ to: returnTo })}`
  return sheet(
    t.signUp,
    html`<p>${t.signUpHint}</p>
<form method="post" action="${href(place, paths.signUp)}" novalidate>
${hidden('to', returnTo)}${textField({ id: 'name', name: 'name', label: t.name, hint: t.nameHint, value: name, autocomplete: 'name', required: true, problem: problems.name })}
${textField({ id: 'email', name: 'email', label: t.email, type: 'email', value: email, autocomplete: 'username', required: true, problem: problems.email })}
${textField({ id: 'password', name: 'password', label: t.password, hint: t.passwordHint(PASSWORD_LEAST), type: 'password', autocomplete: 'new-password', required: true, problem: problems.password })}
<p class="acts">${act(t.signUp)}</p>
</form>
<p>${t.haveAccount} <a href="${href(place, paths.signIn)}${to}">${t.signIn}</a></p>
<p><a href="${href(place, paths.policy('privacy'))}">${t.signUpPrivacy}</a></p>`,
  )
}
