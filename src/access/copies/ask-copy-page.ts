/** The form by which a reader asks for a copy that he can use. */
import { act, alarm, sheet } from '#accounts'
import { areaField, checkboxGroup, type Html, href, html, type Place, paths, textField } from '#web'
import type { CopyForm } from './copy-request.ts'
import { words } from './words.ts'

export type AskCopyPage = {
  readonly place: Place
  readonly product: { readonly id: string; readonly title: string; readonly path: string }
  /** The forms there are to choose from. */
  readonly forms: readonly CopyForm[]
  /** Their account's address is used. */
  readonly signedIn: string | null
  readonly typed: Readonly<Record<'name' | 'email' | 'message', string>> & {
    readonly forms: readonly CopyForm[]
  }
  readonly problems: {
    readonly forms?: 'forms' | 'other'
    readonly email?: 'email'
    readonly message?: 'long'
    readonly form?: 'too-often' | 'too-many'
  }
}

export function renderAskCopyPage({ place, product, forms, signedIn, typed, problems }: AskCopyPage): Html {
  const t = words(place.language)
  const told = <K extends keyof typeof t.problems>(problem: K | undefined) =>
    problem === undefined ? null : t.problems[problem]
  return sheet(
    t.title,
    html`<p>${t.lead} <a href="${product.path}">${product.title}</a></p>\n<p class="hint">${t.noReason}</p>\n`,
    alarm(told(problems.form)),
    html`<form method="post" action="${href(place, paths.askCopy(product))}" novalidate>
${checkboxGroup({
  ...{ id: 'form', name: 'form', label: t.formsLabel, problem: told(problems.forms) },
  options: forms.map((value) => ({ value, label: t.forms[value], hint: t.formsHints[value] })),
  checked: typed.forms,
})}
${areaField({
  ...{ id: 'message', name: 'message', label: t.message, hint: t.messageHint, value: typed.message },
  problem: told(problems.message),
})}
${textField({ id: 'name', name: 'name', label: t.name, hint: t.nameHint, value: typed.name, autocomplete: 'name' })}
${
  signedIn === null
    ? textField({
        ...{
          id: 'email',
          name: 'email',
          type: 'email',
          label: t.email,
          hint: t.emailHint,
          value: typed.email,
        },
        ...{ autocomplete: 'email', required: true, problem: told(problems.email) },
      })
    : html`<p class="hint">${t.answeredAt(signedIn)}</p>\n`
}
<p class="hint">${t.keptFor}</p>
<p class="acts">${act(t.send)}</p></form>\n`,
  )
}
