/** The form by which a reader asks a library. */
import { act, alarm, sheet } from '#accounts'
import { areaField, type Html, href, html, type Part, type Place, paths, radioGroup, textField } from '#web'
import { words } from '../words.ts'

export type AskProblems = {
  readonly library?: 'library'
  readonly email?: 'email'
  readonly message?: 'long'
  readonly form?: 'too-often'
}

export type AskPage = {
  readonly place: Place
  readonly product: { readonly id: string; readonly title: string; readonly path: string }
  /** As whose reader the visitor is recognised: they need not type its name. */
  readonly known: readonly { readonly id: string; readonly name: string }[]
  /** Their account's address is used. */
  readonly signedIn: boolean
  readonly typed: Readonly<Record<'institution' | 'library' | 'name' | 'email' | 'message', string>>
  readonly problems: AskProblems
}

export function renderAskPage(page: AskPage): Html {
  const { place, product, typed, problems } = page
  const t = words(place.language).requests
  return sheet(
    t.title,
    html`<p>${t.lead(product.title)} <a href="${product.path}">${product.title}</a></p>\n`,
    problems.form !== undefined && alarm(t.problems[problems.form]),
    html`<form method="post" action="${href(place, paths.askLibrary(product))}">
${library(page)}${textField({ id: 'name', name: 'name', label: t.name, hint: t.nameHint, value: typed.name, autocomplete: 'name' })}
${
  !page.signedIn &&
  textField({
    id: 'email',
    name: 'email',
    type: 'email',
    label: t.email,
    hint: t.emailHint,
    value: typed.email,
    autocomplete: 'email',
    problem: problems.email === undefined ? null : t.problems[problems.email],
  })
}
${areaField({
  id: 'message',
  name: 'message',
  label: t.message,
  hint: t.messageHint,
  value: typed.message,
  problem: problems.message === undefined ? null : t.problems[problems.message],
})}
<p>${act(t.send)}</p></form>\n`,
  )
}

function library({ place, known, typed, problems }: AskPage): Part {
  const t = words(place.language).requests
  const problem = problems.library === undefined ? null : t.problems[problems.library]
  const field = textField({
    id: 'library',
    name: 'library',
    label: known.length === 0 ? t.library : t.otherLibrary,
    hint: t.libraryHint,
    value: typed.library,
    autocomplete: 'organization',
    required: known.length === 0,
    problem,
  })
  if (known.length === 0) return field
  return html`${radioGroup({
    id: 'institution',
    name: 'institution',
    label: t.library,
    value: typed.institution === '' ? (known[0]?.id ?? '') : typed.institution,
    options: [
      ...known.map(({ id, name }) => ({ value: id, label: name })),
      { value: 'other', label: t.otherLibrary },
    ],
  })}${field}`
}
